'use client'

import { Button } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Dialog } from '@/components/ui/overlays/dialog'
import type { ContactView } from '@/lib/contacts/views'
import { suppressionWords } from './contact-labels'

type Props = {
  contact: ContactView
  actions: { block: FormAction; remove: FormAction; erase: FormAction }
  mayErase: boolean
}

/** Whether they are mailed, and the ways to let them go. */
export function ContactSide({ contact, actions, mayErase }: Props) {
  const { id, email, suppressed } = contact
  return (
    <div className="space-y-6">
      <Card aria-labelledby="mail-title" className="grid gap-3">
        <CardHeader id="mail-title" title="Mail" className="mb-0" />
        {suppressed ? (
          <p className="text-sm">
            Not mailed: {suppressionWords[suppressed].label.toLowerCase()}. “Not mailed” has the whole list.
          </p>
        ) : (
          <ActionForm
            action={actions.block}
            hidden={{ email }}
            submit="Stop mail to them"
            variant="secondary"
            size="sm"
          >
            {() => <p className="text-sm text-muted">Campaigns to their lists reach them.</p>}
          </ActionForm>
        )}
      </Card>
      <Card aria-labelledby="gone-title" className="grid gap-4">
        <CardHeader id="gone-title" title="Let them go" className="mb-0" />
        <ActionForm
          action={actions.remove}
          hidden={{ id }}
          submit="Delete contact"
          variant="secondary"
          size="sm"
        >
          {() => <p className="text-sm text-muted">What was sent stays; so does that they unsubscribed.</p>}
        </ActionForm>
        {mayErase ? (
          <Dialog
            trigger={
              <Button variant="danger" size="sm" className="justify-self-start">
                Erase on request
              </Button>
            }
            title="Erase this person"
            description="Their name and address go from here and from every campaign. A fingerprint of the address stays, so that no later file brings them back. This cannot be undone."
          >
            <ActionForm action={actions.erase} hidden={{ id }} submit="Erase for good" variant="danger" />
          </Dialog>
        ) : (
          <p className="text-sm text-muted">Only an owner or admin can erase contacts permanently.</p>
        )}
      </Card>
    </div>
  )
}
