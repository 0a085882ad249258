'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { withoutReset } from '@/components/ui/forms/preserve-on-submit'
import { Select } from '@/components/ui/forms/select'
import { useToldAction } from '@/components/ui/forms/use-action-with-toast'
import type { BillingDetails } from '@/lib/billing/views'

export type Choices = {
  countries: readonly { code: string; name: string }[]
  taxIdTypes: readonly { type: string; label: string }[]
}

export type DetailsFormProps = Choices & { details: BillingDetails; requestId: string; save: FormAction }

export function DetailsForm({ details, countries, taxIdTypes, requestId, save }: DetailsFormProps) {
  const [failure, submit] = useToldAction(save)
  const errors = failure?.fieldErrors ?? {}
  const { name, email, address, taxId } = details
  const text = (field: keyof BillingDetails['address'], label: string, autoComplete: string) => (
    <Field label={label} error={errors[field]}>
      <Input name={field} defaultValue={address[field]} autoComplete={autoComplete} />
    </Field>
  )
  return (
    <form
      action={submit}
      onSubmit={withoutReset(submit)}
      className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2"
    >
      <input type="hidden" name="requestId" value={requestId} />
      <Field
        label="Billing name"
        error={errors.name}
        hint={
          details.followsWorkspace ? 'Changes with the workspace’s name until you enter another.' : undefined
        }
      >
        <Input name="name" defaultValue={name} autoComplete="organization" required />
      </Field>
      <Field
        label="Billing email"
        error={errors.email}
        hint={details.followsOwner ? 'Changes with the owner until you enter another.' : undefined}
      >
        <Input name="email" type="email" defaultValue={email} autoComplete="email" required />
      </Field>
      {text('line1', 'Address', 'address-line1')}
      {text('line2', 'Suite or floor', 'address-line2')}
      {text('city', 'City', 'address-level2')}
      {text('state', 'State or region', 'address-level1')}
      {text('postalCode', 'Postal code', 'postal-code')}
      <Field label="Country" error={errors.country}>
        <Select name="country" defaultValue={address.country} autoComplete="country">
          <option value="">Not set</option>
          {countries.map(({ code, name: country }) => (
            <option key={code} value={code}>
              {country}
            </option>
          ))}
        </Select>
      </Field>
      <TaxIdFields taxId={taxId} taxIdTypes={taxIdTypes} errors={errors} />
      <div className="grid gap-3 sm:col-span-2">
        {failure && !failure.fieldErrors && <ActionMessage state={failure} />}
        <div>
          <SubmitButton>Save billing details</SubmitButton>
        </div>
      </div>
    </form>
  )
}

type TaxIdFieldsProps = Pick<Choices, 'taxIdTypes'> & {
  taxId: BillingDetails['taxId']
  errors: Record<string, string>
}

function TaxIdFields({ taxId, taxIdTypes, errors }: TaxIdFieldsProps) {
  const isOffered = taxId === null || taxIdTypes.some(({ type }) => type === taxId.type)
  return (
    <>
      <Field label="Tax ID type" error={errors.taxIdType}>
        <Select name="taxIdType" defaultValue={taxId?.type ?? ''}>
          <option value="">None</option>
          {!isOffered && <option value={taxId.type}>{taxId.type.replaceAll('_', ' ').toUpperCase()}</option>}
          {taxIdTypes.map(({ type, label }) => (
            <option key={type} value={type}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Tax ID" error={errors.taxId} hint="Leave blank to remove it.">
        <Input name="taxId" defaultValue={taxId?.value ?? ''} autoComplete="off" />
      </Field>
    </>
  )
}
