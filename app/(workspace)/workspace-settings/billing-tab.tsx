import { summaryOf } from '@/app/_lib/credits'
import { CheckoutBanner } from '@/components/billing/payment/checkout-banner'
import { BillingAnchors } from '@/components/billing/shell/billing-anchors'
import { BillingBar } from '@/components/billing/shell/billing-bar'
import { PrintHeader } from '@/components/billing/shell/print-header'
import { viewLabels } from '@/components/billing/shell/view-labels'
import { LinkTabs } from '@/components/ui/link-tabs'
import { OneTimeNotice } from '@/components/ui/one-time-notice'
import { can } from '@/lib/auth/permissions'
import { billingHref, billingViews } from '@/lib/billing/shared/billing-address'
import type { Membership } from '@/lib/workspaces/members/membership'
import { OverviewView, readOverview } from './_billing/overview-view'
import { PaymentView } from './_billing/payment-view'
import { OffersSheetView, PlansView } from './_billing/plans-view'
import { sheetHref } from './_billing/sheet-href'
import { StatementView } from './_billing/statement-view'
import { UsageView } from './_billing/usage-view'
import { type BillingQuery, billingAddress, readBillingQuery } from './billing-query'

/**
 * Five views, each with its own address and only the data it needs. The balance, a few rows read by key, renders with the
 * page; each card streams in when its data is ready.
 */
export async function BillingTab({ workspace, query }: { workspace: Membership; query: BillingQuery }) {
  const params = readBillingQuery(query)
  const { view, sheet } = params
  const overview = view === 'overview' ? readOverview(workspace) : null
  const summary = await summaryOf(workspace)
  const shown = billingViews.filter((one) => one !== 'payment' || can(workspace.role, 'billing.read'))
  const place = { workspace, summary, params }
  return (
    <>
      <BillingAnchors key={view} />
      <div className="print:hidden">
        <LinkTabs
          label="Plan and billing"
          look="pills"
          tabs={shown.map((one) => ({
            href: billingHref(one),
            label: viewLabels[one],
            current: one === view,
          }))}
        />
      </div>
      <PrintHeader summary={summary} view={view} />
      <div className="mt-5 grid grid-cols-1 gap-6 max-sm:mt-2 max-sm:gap-3 max-sm:pb-6 print:mt-0 print:[&_a[download]]:hidden print:[&_button]:hidden print:[&_fieldset]:hidden print:[&_form]:hidden print:[&_nav]:hidden print:[&_section]:shadow-none">
        <OneTimeNotice key={view} names="checkout credits">
          {params.checkout ? <CheckoutBanner checkout={params.checkout} credits={params.credits} /> : null}
        </OneTimeNotice>
        {view === 'usage' ? (
          <UsageView {...place} />
        ) : view === 'statement' ? (
          <StatementView {...place} />
        ) : view === 'plans' ? (
          <PlansView {...place} />
        ) : view === 'payment' ? (
          <PaymentView {...place} />
        ) : (
          overview && <OverviewView {...place} reads={overview} />
        )}
      </div>
      {sheet && (
        <OffersSheetView
          {...place}
          first={sheet}
          closeHref={billingAddress({ ...params, sheet: undefined })}
        />
      )}
      {view !== 'plans' && view !== 'payment' && (
        <BillingBar summary={summary} sheetHref={sheetHref(params, summary)} />
      )}
    </>
  )
}
