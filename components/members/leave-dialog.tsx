'use client'

import { ActionButton } from '@/components/ui/buttons/action-button'
import { Button } from '@/components/ui/buttons/button'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Dialog, DialogClose } from '@/components/ui/overlays/dialog'
import type { LeftBehind as Left } from '@/lib/workspaces/members/read-left-behind'
import { LeftBehind } from './left-behind'

type LeaveDialogProps = { workspaceName: string; leave: FormAction; left: Left }

export function LeaveDialog({ workspaceName, leave, left }: LeaveDialogProps) {
  return (
    <Dialog
      trigger={
        <Button variant="ghost" size="sm">
          Leave workspace
        </Button>
      }
      title={`Leave ${workspaceName}?`}
      description="You’ll lose access immediately. Your work is kept. To rejoin, you’ll need an invitation."
    >
      <div className="mb-4 grid gap-2 empty:hidden">
        <LeftBehind left={left} who="You know" />
      </div>
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Cancel</Button>} />
        <ActionButton action={leave} variant="danger">
          Leave workspace
        </ActionButton>
      </div>
    </Dialog>
  )
}
