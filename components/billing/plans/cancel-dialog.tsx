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

/** Says what ends and when, before anything does. */
export function CancelDialog({ planName, endsOn, lines, cancelPlan }: CancelDialogProps) {
  return (
    <Dialog
      trigger={<Button variant="ghost">Cancel plan</Button>}
      title={`Cancel ${planName}?`}
      description={`It stays as it is until ${endsOn}, which is paid for, and you can resume it until then.`}
    >
      <div className="grid gap-5">
        <Terms lines={lines} />
        <div className="flex flex-wrap justify-end gap-3">
          <DialogClose render={<Button variant="secondary">Keep the plan</Button>} />
          <ActionButton action={cancelPlan} variant="danger">
            End it on {endsOn}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  )
}
