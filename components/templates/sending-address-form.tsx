'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

/** The address that campaigns are sent from. `address` is null before a domain is set up. */
export function SendingAddressForm({ address, save }: { address: string | null; save: FormAction }) {
  return (
    <ActionForm
      action={save}
      submit={address === null ? 'Set up domain' : 'Save address'}
      variant="secondary"
    >
      {() => (
        <Field label="From address" hint="An address at your domain" name="fromAddress">
          <Input type="email" required maxLength={200} defaultValue={address ?? ''} />
        </Field>
      )}
    </ActionForm>
  )
}
