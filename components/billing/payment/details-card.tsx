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
      <DetailsFormWhenSeen details={details} {...form} />
      {details.otherTaxIds.length > 0 && (
        <p className="mt-4 text-sm text-muted">
          Also on your invoices: {details.otherTaxIds.join(', ')}. Remove it under “Manage in Stripe”.
        </p>
      )}
    </Card>
  )
}
