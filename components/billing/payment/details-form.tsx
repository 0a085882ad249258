'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import type { BillingDetails } from '@/lib/billing/views'

export type Choices = {
  countries: readonly { code: string; name: string }[]
  taxIdTypes: readonly { type: string; label: string }[]
}

export type DetailsFormProps = Choices & { details: BillingDetails; requestId: string; save: FormAction }

export function DetailsForm({ details, countries, taxIdTypes, requestId, save }: DetailsFormProps) {
  const form = useForm(save, { toasts: true })
  const { name, email, address, taxId } = details
  const text = (field: keyof BillingDetails['address'], label: string, autoComplete: string) => (
    <Field label={label} name={field}>
      <Input defaultValue={address[field]} autoComplete={autoComplete} />
    </Field>
  )
  return (
    <Form form={form} className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2" hidden={{ requestId }}>
      <Field
        label="Billing name"
        name="name"
        hint={details.followsWorkspace ? 'Follows the workspace name until you change it.' : undefined}
      >
        <Input defaultValue={name} autoComplete="organization" required />
      </Field>
      <Field
        label="Billing email"
        name="email"
        hint={details.followsOwner ? 'Follows the owner’s email until you change it.' : undefined}
      >
        <Input type="email" defaultValue={email} autoComplete="email" required />
      </Field>
      {text('line1', 'Address', 'address-line1')}
      {text('line2', 'Suite or floor', 'address-line2')}
      {text('city', 'City', 'address-level2')}
      {text('state', 'State or region', 'address-level1')}
      {text('postalCode', 'Postal code', 'postal-code')}
      <Field label="Country" name="country">
        <Select defaultValue={address.country} autoComplete="country">
          <option value="">Not set</option>
          {countries.map(({ code, name: country }) => (
            <option key={code} value={code}>
              {country}
            </option>
          ))}
        </Select>
      </Field>
      <TaxIdFields taxId={taxId} taxIdTypes={taxIdTypes} />
      <div className="grid gap-3 sm:col-span-2">
        <FormMessage form={form} failureOnly />
        <div>
          <SubmitButton>Save billing details</SubmitButton>
        </div>
      </div>
    </Form>
  )
}

type TaxIdFieldsProps = Pick<Choices, 'taxIdTypes'> & {
  taxId: BillingDetails['taxId']
}

function TaxIdFields({ taxId, taxIdTypes }: TaxIdFieldsProps) {
  const isOffered = taxId === null || taxIdTypes.some(({ type }) => type === taxId.type)
  return (
    <>
      <Field label="Tax ID type" name="taxIdType">
        <Select defaultValue={taxId?.type ?? ''}>
          <option value="">None</option>
          {!isOffered && <option value={taxId.type}>{taxId.type.replaceAll('_', ' ').toUpperCase()}</option>}
          {taxIdTypes.map(({ type, label }) => (
            <option key={type} value={type}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Tax ID" name="taxId" hint="Leave blank to remove it.">
        <Input defaultValue={taxId?.value ?? ''} autoComplete="off" />
      </Field>
    </>
  )
}
