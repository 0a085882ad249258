import { randomUUID } from 'node:crypto'
import { DetailsCard } from '@/components/billing/details-card'
import { billingDetails } from '@/lib/billing/billing-details'
import { taxIdTypes } from '@/lib/billing/tax-id-types'
import { countries } from '@/lib/core/countries'
import type { Membership } from '@/lib/workspaces/membership'
import { saveDetails } from '../details-actions'

/** Who invoices are addressed to; for owners and admins (R31, R47). */
export async function DetailsSection({ workspace }: { workspace: Membership }) {
  return (
    <DetailsCard
      details={await billingDetails(workspace)}
      countries={countries}
      taxIdTypes={taxIdTypes}
      requestId={randomUUID()}
      save={saveDetails}
    />
  )
}
