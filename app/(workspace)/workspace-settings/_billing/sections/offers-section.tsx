import { randomUUID } from 'node:crypto'
import { requestCredits } from '@/app/(workspace)/notifications/actions'
import { buyPack, startSubscription } from '@/app/(workspace)/workspace-settings/_actions/actions'
import { changePlan, previewPlanChange } from '@/app/(workspace)/workspace-settings/_actions/plan-actions'
import type { OffersSheet } from '@/app/(workspace)/workspace-settings/billing-query'
import type { PackFormProps } from '@/components/billing/payment/pack-form'
import { PackList } from '@/components/billing/payment/pack-list'
import type { PlanListProps } from '@/components/billing/plans/plan-list'
import { trialCreditsNotice } from '@/components/billing/plans/trial-notice'
import { can } from '@/lib/auth/permissions'
import { listPackOffers, listPlanOffers } from '@/lib/billing/catalog/catalog'
import { coveredBy, getRateCard } from '@/lib/billing/catalog/rate-card'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
import type { CreditsSummary } from '@/lib/billing/views'
import { env } from '@/lib/core/settings/env'
import type { Membership } from '@/lib/workspaces/members/membership'

type OffersProps = {
  workspace: Membership
  summary: CreditsSummary
  first: OffersSheet
  /** A page that always shows both has their scripts; the sheet loads them. */
  list: React.ComponentType<PlanListProps>
  packForm: React.ComponentType<PackFormProps>
}

/** Packs, for plans with credits, and plans; `first` comes first. */
export async function OffersSection({ workspace, summary, first, list: PlanList, packForm }: OffersProps) {
  const [packs, plans, standing, card] = await Promise.all([
    listPackOffers(workspace),
    listPlanOffers(),
    getPlanStanding(workspace),
    getRateCard(),
  ])
  const { plan, timeZone, nextStep } = summary
  const manages = can(workspace.role, 'billing.manage')
  const settled = plan.status !== 'trialing' && plan.status !== 'canceled'
  const offers = plans.map((offer) => ({
    ...offer,
    covers: offer.limits ? [] : coveredBy(card.prices, offer.allowanceCredits),
  }))
  const packList = plan.mode === 'credits' && (
    <PackList
      packs={packs.map((pack) => ({ ...pack, purchaseId: randomUUID() }))}
      nextStep={nextStep}
      timeZone={timeZone}
      isTaxed={env().STRIPE_TAX}
      buyPack={buyPack}
      ask={requestCredits}
      form={packForm}
    />
  )
  return (
    <div className="grid grid-cols-1 gap-6">
      {first === 'packs' && packList}
      <PlanList
        plans={offers}
        mode={plan.mode}
        current={{ key: plan.key, interval: plan.interval, subscribed: standing.subscribed, settled }}
        mayManage={manages}
        requestId={randomUUID()}
        timeZone={timeZone}
        isTaxed={env().STRIPE_TAX}
        notice={manages ? trialCreditsNotice(summary) : null}
        subscribe={startSubscription}
        changes={{ preview: previewPlanChange, change: changePlan }}
      />
      {first === 'plans' && packList}
    </div>
  )
}
