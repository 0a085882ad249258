import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { CheckoutBanner } from '@/components/billing/payment/checkout-banner'
import { BillingAnchors } from '@/components/billing/shell/billing-anchors'
import { BillingBar } from '@/components/billing/shell/billing-bar'
import { PrintHeader } from '@/components/billing/shell/print-header'
import { viewLabels } from '@/components/billing/shell/view-labels'
import { LinkTabs } from '@/components/ui/link-tabs'
import { OneTimeNotice } from '@/components/ui/one-time-notice'
import { can } from '@/lib/auth/permissions'
import { type BillingView, billingHref, billingViews } from '@/lib/billing/shared/billing-address'
import type { Membership } from '@/lib/workspaces/members/membership'
import { OffersSheetView } from './_billing/offers-sheet-view'
import { sheetHref } from './_billing/sheet-href'
import type { ViewProps } from './_billing/view-props'
import { type BillingQuery, billingAddress, readBillingQuery } from './billing-query'

type Show = (place: ViewProps) => React.ReactNode

/**
 * A page of one of the five views, at the address of `billingHref`, with only the data and scripts that it needs. `open` starts
 * what is read together with the balance and returns what renders the view.
 */
export function billingPage(view: BillingView, open: (workspace: Membership) => Show) {
  return async function BillingPage({ searchParams }: { searchParams: Promise<BillingQuery> }) {
    const [workspace, query] = await Promise.all([requireWorkspace(), searchParams])
    return <BillingTab workspace={workspace} view={view} query={query} show={open(workspace)} />
  }
}

type BillingTabProps = { workspace: Membership; view: BillingView; query: BillingQuery; show: Show }

/** The balance, a few rows read by key, renders with the page; each card streams in when its data is ready. */
async function BillingTab({ workspace, view, query, show }: BillingTabProps) {
  const params = readBillingQuery({ ...query, view })
  const { sheet } = params
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
        {show(place)}
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
