import { RecordsCard } from '@/components/billing/records-card'
import { billingRecords } from '@/lib/billing/billing-records'
import type { CreditsSummary } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/membership'
import { openPortal } from '../plan-actions'

type RecordsProps = { workspace: Membership; summary: CreditsSummary }

/** What was paid and what pays; for owners and admins (R31). */
export async function RecordsSection({ workspace, summary }: RecordsProps) {
  const { records, paymentMethod } = await billingRecords(workspace)
  return (
    <RecordsCard
      records={records}
      paymentMethod={paymentMethod}
      timeZone={summary.timeZone}
      openPortal={openPortal}
    />
  )
}
