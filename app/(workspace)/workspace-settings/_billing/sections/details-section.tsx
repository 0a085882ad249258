import { randomUUID } from 'node:crypto'
import { saveBillingDetails } from '@/app/(workspace)/workspace-settings/_actions/details-actions'
import { DetailsCard } from '@/components/billing/payment/details-card'
import { getBillingDetails } from '@/lib/billing/customer/billing-details'
import { taxIdTypes } from '@/lib/billing/customer/tax-id-types'
import { countries } from '@/lib/core/text/places/countries'
import type { Membership } from '@/lib/workspaces/members/membership'

/** The name and address on invoices; for owners and admins (R31, R47). */
export async function DetailsSection({ workspace }: { workspace: Membership }) {
  return (
    <DetailsCard
      details={await getBillingDetails(workspace)}
      countries={countries}
      taxIdTypes={taxIdTypes}
      requestId={randomUUID()}
      save={saveBillingDetails}
    />
  )
}
