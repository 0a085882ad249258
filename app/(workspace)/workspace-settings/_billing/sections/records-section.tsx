import { openPortal } from '@/app/(workspace)/workspace-settings/_actions/plan-actions'
import { type BillingParams, billingAddress } from '@/app/(workspace)/workspace-settings/billing-query'
import { RecordsCard } from '@/components/billing/payment/records-card'
import { listBillingRecords } from '@/lib/billing/statement/billing-records'
import type { CreditsSummary } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/members/membership'

type RecordsProps = { workspace: Membership; summary: CreditsSummary; params: BillingParams }

/** Invoices and the payment method; for owners and admins (R31). */
export async function RecordsSection({ workspace, summary, params }: RecordsProps) {
  const { records, hasMore, paymentMethod } = await listBillingRecords(workspace, { all: params.allInvoices })
  return (
    <RecordsCard
      records={records}
      paymentMethod={paymentMethod}
      timeZone={summary.timeZone}
      allHref={
        hasMore && !params.allInvoices ? `${billingAddress({ ...params, allInvoices: true })}#invoices` : null
      }
      openPortal={openPortal}
    />
  )
}
