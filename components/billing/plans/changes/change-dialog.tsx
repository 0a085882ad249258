'use client'

import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { whenOnline } from '@/components/ui/loading/when-online'
import { Dialog } from '@/components/ui/overlays/dialog'
import type { ChangePreviewProps } from './change-preview'
import { PreviewSkeleton } from './preview-skeleton'

const ChangePreview = lazy(whenOnline(() => import('./change-preview')))

type ChangeDialogProps = Omit<ChangePreviewProps, 'close'> & {
  label: string
  variant?: 'primary' | 'secondary'
}

/** Shows what a plan change costs and includes, from Stripe, before anything changes (R28). */
export function ChangeDialog({ label, variant = 'secondary', ...rest }: ChangeDialogProps) {
  const { plan, interval } = rest
  const [open, setOpen] = useState(false)
  const period = interval === 'year' ? 'yearly' : 'monthly'
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant={variant} className="w-full" aria-label={`${label} to ${plan.name}, ${period}`}>
          {label}
        </Button>
      }
      title={`${label} to ${plan.name}, billed ${period}`}
      description="Review the cost and what you get. Nothing changes until you confirm."
    >
      <Suspense fallback={<PreviewSkeleton />}>
        <ChangePreview {...rest} close={() => setOpen(false)} />
      </Suspense>
    </Dialog>
  )
}
