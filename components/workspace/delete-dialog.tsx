'use client'

import { lazy } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { FormAction } from '@/components/ui/form-action'
import { whenOnline } from '@/components/ui/when-online'

const DeleteForm = lazy(whenOnline(() => import('./delete-form')))

/** Says what goes and what stays, and asks for the name, so that nobody deletes a workspace by a slip. */
export function DeleteDialog({ action, name }: { action: FormAction; name: string }) {
  return (
    <Dialog trigger={<Button variant="danger">Delete the workspace</Button>} title={`Delete ${name}?`}>
      <DeleteForm action={action} name={name} />
    </Dialog>
  )
}
