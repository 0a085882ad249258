import { RecordsCard } from '@/components/billing/payment/records-card'
import { billingRecords } from '@/lib/billing/statement/billing-records'
import type { CreditsSummary } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/members/membership'
import { type BillingAsked, billingAddress } from '../billing-query'
import { openPortal } from '../plan-actions'

type RecordsProps = { workspace: Membership; summary: CreditsSummary; asked: BillingAsked }

/** Invoices and the payment method; for owners and admins (R31). */
export async function RecordsSection({ workspace, summary, asked }: RecordsProps) {
  const { records, hasMore, paymentMethod } = await billingRecords(workspace, { all: asked.allInvoices })
  return (
    <RecordsCard
      records={records}
      paymentMethod={paymentMethod}
      timeZone={summary.timeZone}
      allHref={
        hasMore && !asked.allInvoices ? `${billingAddress({ ...asked, allInvoices: true })}#invoices` : null
      }
      openPortal={openPortal}
    />
  )
}
