'use client'

import { ActionButton } from '@/components/ui/buttons/action-button'
import { Button } from '@/components/ui/buttons/button'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Dialog, DialogClose } from '@/components/ui/overlays/dialog'
import { Terms } from './terms'

type CancelDialogProps = {
  planName: string
  /** The day the plan would end. */
  endsOn: string
  lines: { term: string; words: string }[]
  cancelPlan: FormAction
}

/** Shows what ends and when before anything is canceled. */
export function CancelDialog({ planName, endsOn, lines, cancelPlan }: CancelDialogProps) {
  return (
    <Dialog
      trigger={<Button variant="ghost">Cancel plan</Button>}
      title={`Cancel ${planName}?`}
      description={`You can use your plan until ${endsOn}, and resume it anytime before then.`}
    >
      <div className="grid gap-5">
        <Terms lines={lines} />
        <div className="flex flex-wrap justify-end gap-3">
          <DialogClose render={<Button variant="secondary">Keep plan</Button>} />
          <ActionButton action={cancelPlan} variant="danger">
            Cancel plan on {endsOn}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  )
}
