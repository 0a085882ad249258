import { Suspense } from 'react'
import { summaryOf } from '@/app/_lib/credits'
import { BalanceCard } from '@/components/billing/balance-card'
import { CheckoutBanner } from '@/components/billing/checkout-banner'
import { PlanCard } from '@/components/billing/plan-card'
import { can } from '@/lib/auth/permissions'
import type { Membership } from '@/lib/workspaces/membership'
import { OffersSection } from './_billing/offers-section'
import { OutlookSection } from './_billing/outlook-section'
import { RatesSection } from './_billing/rates-section'
import { OffersSkeleton, OutlookSkeleton, RatesSkeleton, StatementSkeleton } from './_billing/skeletons'
import { StatementSection } from './_billing/statement-section'
import { type BillingQuery, readBillingQuery } from './billing-query'

/** The head decides which cards there are; each card below it then streams in as soon as it is read. */
export async function BillingTab({ workspace, query }: { workspace: Membership; query: BillingQuery }) {
  const asked = readBillingQuery(query)
  const summary = await summaryOf(workspace)
  const spendsCredits = summary.plan.mode === 'credits'
  const maySpend = summary.plan.spending === 'open' || summary.plan.spending === 'overdue'
  return (
    <div className="grid gap-6">
      <CheckoutBanner checkout={asked.checkout} credits={asked.credits} />
      <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
        <BalanceCard summary={summary} />
        <PlanCard summary={summary} mayManage={can(workspace.role, 'billing.manage')} />
      </div>
      {spendsCredits && maySpend && (
        <Suspense fallback={<OutlookSkeleton />}>
          <OutlookSection workspace={workspace} summary={summary} />
        </Suspense>
      )}
      <Suspense fallback={<OffersSkeleton withPacks={spendsCredits} />}>
        <OffersSection workspace={workspace} summary={summary} />
      </Suspense>
      <Suspense fallback={spendsCredits && <StatementSkeleton />}>
        <StatementSection workspace={workspace} summary={summary} query={asked} />
      </Suspense>
      {spendsCredits && (
        <Suspense fallback={<RatesSkeleton />}>
          <RatesSection timeZone={summary.timeZone} />
        </Suspense>
      )}
    </div>
  )
}
