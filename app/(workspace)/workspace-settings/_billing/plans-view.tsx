import { randomUUID } from 'node:crypto'
import { CoverOptions } from '@/components/billing/balance/cover-options'
import { ForecastCard } from '@/components/billing/balance/forecast-card'
import { PackForm } from '@/components/billing/payment/pack-form'
import { PlanCard } from '@/components/billing/plans/plan-card'
import { PlanList } from '@/components/billing/plans/plan-list'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { can } from '@/lib/auth/permissions'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
import type { PackOrder } from '@/lib/billing/views'
import { buyPacks, startSubscription } from '../_actions/actions'
import { cancelPlan, changePlan, keepPlan, previewPlanChange, resumePlan } from '../_actions/plan-actions'
import type { OffersSheet as First } from '../billing-query'
import { upgradeFor } from './find-cover'
import { readOutlook } from './read-outlook'
import { OffersSection } from './sections/offers-section'
import { CoverSkeleton, OffersSkeleton } from './skeletons'
import type { ViewProps } from './view-props'

/** Get more: the plan and what can be done about it, packs, and all plans compared. */
export async function PlansView({ workspace, summary }: ViewProps) {
  const standing = await getPlanStanding(workspace)
  const { mode, spending } = summary.plan
  const handlers = can(workspace.role, 'billing.manage') ? { cancelPlan, resumePlan, keepPlan } : null
  const isForecast = mode === 'credits' && (spending === 'open' || spending === 'overdue')
  // Before the page: whether credits run out decides what is on it.
  const outlook = isForecast ? await readOutlook(workspace) : null
  return (
    <>
      <PlanCard summary={summary} standing={standing} handlers={handlers} />
      {outlook?.forecast.kind === 'runs-out' && (
        <ForecastCard outlook={outlook} summary={summary}>
          <AsyncSection what="the options" loading={<CoverSkeleton />}>
            <Cover
              workspace={workspace}
              summary={summary}
              packs={outlook.packs}
              shortCredits={outlook.forecast.shortCredits}
            />
          </AsyncSection>
        </ForecastCard>
      )}
      <AsyncSection what="plans and packs" loading={<OffersSkeleton summary={summary} />}>
        <OffersSection
          workspace={workspace}
          summary={summary}
          first={firstFor(summary)}
          list={PlanList}
          packForm={PackForm}
        />
      </AsyncSection>
    </>
  )
}

function firstFor({ nextStep, meters }: ViewProps['summary']): First {
  return meters || nextStep === 'subscribe' ? 'plans' : 'packs'
}

type CoverProps = Omit<ViewProps, 'params'> & { packs: PackOrder | null; shortCredits: number }

/** The cheapest packs and the cheapest upgrade side by side. Stripe calculates the upgrade's price, so this streams in. */
async function Cover({ workspace, summary, packs, shortCredits }: CoverProps) {
  return (
    <CoverOptions
      shortCredits={shortCredits}
      // The server refuses packs to a trial (R23).
      packs={summary.nextStep === 'subscribe' ? null : packs}
      upgrade={await upgradeFor(workspace, summary, shortCredits)}
      summary={summary}
      requestId={randomUUID()}
      actions={{ buyPacks, subscribe: startSubscription, preview: previewPlanChange, change: changePlan }}
    />
  )
}
