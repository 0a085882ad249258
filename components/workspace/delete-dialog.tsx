'use client'

import { lazy } from 'react'
import { Button } from '@/components/ui/buttons/button'
import type { FormAction } from '@/components/ui/forms/form-action'
import { whenOnline } from '@/components/ui/loading/when-online'
import { Dialog } from '@/components/ui/overlays/dialog'

const DeleteForm = lazy(whenOnline(() => import('./delete-form')))

/** Explains what is deleted and asks for the name, so that no one deletes a workspace by accident. */
export function DeleteDialog({ action, name }: { action: FormAction; name: string }) {
  return (
    <Dialog trigger={<Button variant="danger">Delete workspace</Button>} title={`Delete ${name}?`}>
      <DeleteForm action={action} name={name} />
    </Dialog>
  )
}
