'use client'

import { Button } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Dialog } from '@/components/ui/overlays/dialog'
import type { ContactView } from '@/lib/contacts/views'
import { suppressionLabels } from './contact-labels'

type Props = {
  contact: ContactView
  actions: { block: FormAction; remove: FormAction; erase: FormAction }
  canErase: boolean
}

/** Whether the contact receives email, and the ways to remove them. */
export function ContactSide({ contact, actions, canErase }: Props) {
  const { id, email, suppressed } = contact
  return (
    <div className="space-y-6">
      <Card aria-labelledby="email-title" className="grid gap-3">
        <CardHeader id="email-title" title="Email" className="mb-0" />
        {suppressed ? (
          <p className="text-sm">
            Suppressed: {suppressionLabels[suppressed].label.toLowerCase()}. We won’t email this contact.{' '}
            {suppressionLabels[suppressed].lift}
          </p>
        ) : (
          <ActionForm
            action={actions.block}
            hidden={{ email }}
            submit="Suppress contact"
            variant="secondary"
            size="sm"
          >
            {() => <p className="text-sm text-muted">Receives campaigns.</p>}
          </ActionForm>
        )}
      </Card>
      <Card aria-labelledby="remove-title" className="grid gap-4">
        <CardHeader id="remove-title" title="Remove contact" className="mb-0" />
        <ActionForm
          action={actions.remove}
          hidden={{ id }}
          submit="Remove contact"
          variant="secondary"
          size="sm"
        >
          {() => <p className="text-sm text-muted">Sent emails and unsubscribe status are kept.</p>}
        </ActionForm>
        {canErase ? (
          <Dialog
            trigger={
              <Button variant="danger" size="sm" className="justify-self-start">
                Erase permanently
              </Button>
            }
            title="Erase this contact?"
            description="We’ll erase their name and address from your contacts and every campaign. We keep a hash of the address so imports can’t re-add them. You can’t undo this."
          >
            <ActionForm action={actions.erase} hidden={{ id }} submit="Erase permanently" variant="danger" />
          </Dialog>
        ) : (
          <p className="text-sm text-muted">Only an owner or admin can erase contacts permanently.</p>
        )}
      </Card>
    </div>
  )
}
