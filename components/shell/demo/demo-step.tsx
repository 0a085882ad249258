'use client'

import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { whenOnline } from '@/components/ui/loading/when-online'
import { Dialog } from '@/components/ui/overlays/dialog'
import type { DemoTimeConfirmProps } from './demo-time-confirm'

const DemoTimeConfirm = lazy(whenOnline(() => import('./demo-time-confirm')))

/** A button that moves the demo clock, after a confirmation of what it does to everyone. */
export function DemoStep({ label, ...rest }: Omit<DemoTimeConfirmProps, 'close'> & { label: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="sm">
          {label}
        </Button>
      }
      title="Move the demo clock?"
      description="The clock is shared by every workspace in this demo, not just yours. It can’t be moved back."
    >
      <Suspense fallback={null}>
        <DemoTimeConfirm {...rest} close={() => setOpen(false)} />
      </Suspense>
    </Dialog>
  )
}
