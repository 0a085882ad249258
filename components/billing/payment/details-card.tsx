import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { BillingDetails } from '@/lib/billing/views'
import type { Choices } from './details-form'
import { DetailsFormWhenSeen } from './details-form-when-seen'

type DetailsCardProps = Choices & { details: BillingDetails; requestId: string; save: FormAction }

export function DetailsCard({ details, ...form }: DetailsCardProps) {
  return (
    <Card id="billing-details" aria-labelledby="billing-details-title">
      <CardHeader
        id="billing-details-title"
        title="Billing details"
        description="Shown on your invoices, starting with the next one."
      />
      <div className="print:hidden">
        <DetailsFormWhenSeen details={details} {...form} />
      </div>
      <PrintedDetails details={details} countries={form.countries} />
      {details.otherTaxIds.length > 0 && (
        <p className="mt-4 text-sm text-muted">
          Also on your invoices: {details.otherTaxIds.join(', ')}. Remove it under “Manage in Stripe”.
        </p>
      )}
    </Card>
  )
}

/** On paper the same details are an address, not a form. */
function PrintedDetails({ details, countries }: { details: BillingDetails } & Pick<Choices, 'countries'>) {
  const { name, email, address, taxId } = details
  const country = countries.find(({ code }) => code === address.country)?.name ?? address.country
  const lines = [
    name,
    address.line1,
    address.line2,
    [address.city, address.state, address.postalCode].filter(Boolean).join(', '),
    country,
    email,
    taxId?.value,
  ]
  return (
    <ul className="hidden text-sm print:block">
      {lines.filter(Boolean).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
