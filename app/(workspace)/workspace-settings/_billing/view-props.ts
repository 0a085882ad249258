import type { CreditsSummary } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/members/membership'
import type { BillingParams } from '../billing-query'

/** What every view of the billing page is rendered from; it reads the rest itself. */
export type ViewProps = { workspace: Membership; summary: CreditsSummary; params: BillingParams }
