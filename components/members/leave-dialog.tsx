'use client'

import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import type { FormAction } from '@/components/ui/form-action'

export function LeaveDialog({ workspaceName, leave }: { workspaceName: string; leave: FormAction }) {
  return (
    <Dialog
      trigger={
        <Button variant="ghost" size="sm">
          Leave the workspace
        </Button>
      }
      title={`Leave ${workspaceName}?`}
      description="You lose access at once, and what you made stays. To come back you need an invitation."
    >
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Stay</Button>} />
        <ActionButton action={leave} variant="danger">
          Leave
        </ActionButton>
      </div>
    </Dialog>
  )
}
