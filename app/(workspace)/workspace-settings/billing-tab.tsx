import { summaryOf } from '@/app/_lib/credits'
import { BalanceCard } from '@/components/billing/balance/balance-card'
import { CheckoutBanner } from '@/components/billing/payment/checkout-banner'
import { PlanCard } from '@/components/billing/plans/plan-card'
import { Part } from '@/components/ui/loading/async-section'
import { OneTimeNotice } from '@/components/ui/one-time-notice'
import { can } from '@/lib/auth/permissions'
import { planStanding } from '@/lib/billing/subscription/plan-standing'
import type { Membership } from '@/lib/workspaces/members/membership'
import { AutoTopUpSection } from './_billing/auto-top-up-section'
import { DetailsSection } from './_billing/details-section'
import { ExplainSection } from './_billing/explain-section'
import { OffersSection } from './_billing/offers-section'
import { OutlookSection } from './_billing/outlook-section'
import { RatesSection } from './_billing/rates-section'
import { RecordsSection } from './_billing/records-section'
import {
  AutoTopUpSkeleton,
  ExplainSkeleton,
  OffersSkeleton,
  OutlookSkeleton,
  RatesSkeleton,
  RecordsSkeleton,
  StatementSkeleton,
  UsageSkeleton,
} from './_billing/skeletons'
import { SpendingLimitsSection } from './_billing/spending-limits-section'
import { StatementSection } from './_billing/statement-section'
import { UsageSection } from './_billing/usage-section'
import { type BillingQuery, billingAddress, readBillingQuery } from './billing-query'
import { cancelPlan, keepPlan, resumePlan } from './plan-actions'

/**
 * The head, two rows read by their keys, comes with the page and decides which cards there are; each card below it
 * streams in as soon as it is read.
 */
export async function BillingTab({ workspace, query }: { workspace: Membership; query: BillingQuery }) {
  const asked = readBillingQuery(query)
  const [summary, standing] = await Promise.all([summaryOf(workspace), planStanding(workspace)])
  const verbs = can(workspace.role, 'billing.manage') ? { cancelPlan, resumePlan, keepPlan } : null
  const spendsCredits = summary.plan.mode === 'credits'
  const maySpend = summary.plan.spending === 'open' || summary.plan.spending === 'overdue'
  return (
    <div className="grid grid-cols-1 gap-6">
      <OneTimeNotice names="checkout credits">
        {asked.checkout ? <CheckoutBanner checkout={asked.checkout} credits={asked.credits} /> : null}
      </OneTimeNotice>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr]">
        <BalanceCard
          summary={summary}
          explainHref={`${billingAddress({ ...asked, explain: 'now' })}#explain`}
        />
        <PlanCard summary={summary} standing={standing} verbs={verbs} />
      </div>
      {spendsCredits && asked.explain && (
        <Part what="the explanation" loading={<ExplainSkeleton />}>
          <ExplainSection workspace={workspace} asked={asked} />
        </Part>
      )}
      {spendsCredits && maySpend && (
        <Part what="the forecast" loading={<OutlookSkeleton />}>
          <OutlookSection workspace={workspace} summary={summary} />
        </Part>
      )}
      <Part what="what is on offer" loading={<OffersSkeleton withPacks={spendsCredits} />}>
        <OffersSection workspace={workspace} summary={summary} />
      </Part>
      {can(workspace.role, 'billing.manage') && summary.wayOut === 'buy' && (
        <Part what="auto top-up" loading={<AutoTopUpSkeleton />}>
          <AutoTopUpSection workspace={workspace} />
        </Part>
      )}
      {can(workspace.role, 'billing.read') && standing.hasCustomer && (
        <Part what="invoices" loading={<RecordsSkeleton />}>
          <RecordsSection workspace={workspace} summary={summary} asked={asked} />
        </Part>
      )}
      {can(workspace.role, 'billing.manage') && (
        <Part what="billing details" loading={<RecordsSkeleton />}>
          <DetailsSection workspace={workspace} />
        </Part>
      )}
      {spendsCredits && (
        <Part what="where the credits went" loading={<UsageSkeleton />}>
          <UsageSection workspace={workspace} summary={summary} asked={asked} />
        </Part>
      )}
      {spendsCredits && (
        <Part what="the spending limits" loading={null}>
          <SpendingLimitsSection workspace={workspace} />
        </Part>
      )}
      <Part what="the statement" loading={spendsCredits && <StatementSkeleton />}>
        <StatementSection workspace={workspace} summary={summary} asked={asked} />
      </Part>
      {spendsCredits && (
        <Part what="what actions cost" loading={<RatesSkeleton />}>
          <RatesSection timeZone={summary.timeZone} />
        </Part>
      )}
    </div>
  )
}
