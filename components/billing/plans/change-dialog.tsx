'use client'

import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { whenOnline } from '@/components/ui/loading/when-online'
import { Dialog } from '@/components/ui/overlays/dialog'
import type { ChangePreviewProps } from './change-preview'
import { PreviewSkeleton } from './preview-skeleton'

const ChangePreview = lazy(whenOnline(() => import('./change-preview')))

type ChangeDialogProps = Omit<ChangePreviewProps, 'close'> & { label: string }

/** Shows what a change of plan would cost and give, from Stripe, before anything is changed (R28). */
export function ChangeDialog({ label, ...rest }: ChangeDialogProps) {
  const { plan, interval } = rest
  const [open, setOpen] = useState(false)
  const rhythm = interval === 'year' ? 'yearly' : 'monthly'
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="secondary" className="w-full" aria-label={`${label} to ${plan.name}, ${rhythm}`}>
          {label}
        </Button>
      }
      title={`${label} to ${plan.name}, paid ${rhythm}`}
      description="This is what it costs and gives. Nothing is changed until you confirm."
    >
      <Suspense fallback={<PreviewSkeleton />}>
        <ChangePreview {...rest} close={() => setOpen(false)} />
      </Suspense>
    </Dialog>
  )
}
