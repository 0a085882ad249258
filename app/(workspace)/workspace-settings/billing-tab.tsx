import { summaryOf } from '@/app/_lib/credits'
import { BalanceCard } from '@/components/billing/balance/balance-card'
import { CheckoutBanner } from '@/components/billing/payment/checkout-banner'
import { PlanCard } from '@/components/billing/plans/plan-card'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { OneTimeNotice } from '@/components/ui/one-time-notice'
import { can } from '@/lib/auth/permissions'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
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
 * The balance and the plan, two rows read by key, render with the page and decide which cards follow; each card below
 * streams in when its data is ready.
 */
export async function BillingTab({ workspace, query }: { workspace: Membership; query: BillingQuery }) {
  const params = readBillingQuery(query)
  const [summary, standing] = await Promise.all([summaryOf(workspace), getPlanStanding(workspace)])
  const handlers = can(workspace.role, 'billing.manage') ? { cancelPlan, resumePlan, keepPlan } : null
  const spendsCredits = summary.plan.mode === 'credits'
  const canSpend = summary.plan.spending === 'open' || summary.plan.spending === 'overdue'
  return (
    <div className="grid grid-cols-1 gap-6">
      <OneTimeNotice names="checkout credits">
        {params.checkout ? <CheckoutBanner checkout={params.checkout} credits={params.credits} /> : null}
      </OneTimeNotice>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr]">
        <BalanceCard
          summary={summary}
          explainHref={`${billingAddress({ ...params, explain: 'now' })}#explain`}
        />
        <PlanCard summary={summary} standing={standing} handlers={handlers} />
      </div>
      {spendsCredits && params.explain && (
        <AsyncSection what="the balance calculation" loading={<ExplainSkeleton />}>
          <ExplainSection workspace={workspace} params={params} />
        </AsyncSection>
      )}
      {spendsCredits && canSpend && (
        <AsyncSection what="the forecast" loading={<OutlookSkeleton />}>
          <OutlookSection workspace={workspace} summary={summary} />
        </AsyncSection>
      )}
      <AsyncSection what="plans and packs" loading={<OffersSkeleton withPacks={spendsCredits} />}>
        <OffersSection workspace={workspace} summary={summary} />
      </AsyncSection>
      {can(workspace.role, 'billing.manage') && summary.nextStep === 'buy' && (
        <AsyncSection what="auto top-up" loading={<AutoTopUpSkeleton />}>
          <AutoTopUpSection workspace={workspace} />
        </AsyncSection>
      )}
      {can(workspace.role, 'billing.read') && standing.hasCustomer && (
        <AsyncSection what="invoices" loading={<RecordsSkeleton />}>
          <RecordsSection workspace={workspace} summary={summary} params={params} />
        </AsyncSection>
      )}
      {can(workspace.role, 'billing.manage') && (
        <AsyncSection what="billing details" loading={<RecordsSkeleton />}>
          <DetailsSection workspace={workspace} />
        </AsyncSection>
      )}
      {spendsCredits && (
        <AsyncSection what="credit usage" loading={<UsageSkeleton />}>
          <UsageSection workspace={workspace} summary={summary} params={params} />
        </AsyncSection>
      )}
      {spendsCredits && (
        <AsyncSection what="spending limits" loading={null}>
          <SpendingLimitsSection workspace={workspace} />
        </AsyncSection>
      )}
      <AsyncSection what="the statement" loading={spendsCredits && <StatementSkeleton />}>
        <StatementSection workspace={workspace} summary={summary} params={params} />
      </AsyncSection>
      {spendsCredits && (
        <AsyncSection what="action costs" loading={<RatesSkeleton />}>
          <RatesSection timeZone={summary.timeZone} />
        </AsyncSection>
      )}
    </div>
  )
}
