import { randomUUID } from 'node:crypto'
import { PackList } from '@/components/billing/payment/pack-list'
import { PlanList } from '@/components/billing/plans/plan-list'
import { trialCreditsNotice } from '@/components/billing/plans/trial-notice'
import { can } from '@/lib/auth/permissions'
import { listPackOffers, listPlanOffers } from '@/lib/billing/catalog/catalog'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
import type { CreditsSummary } from '@/lib/billing/views'
import { env } from '@/lib/core/settings/env'
import type { Membership } from '@/lib/workspaces/members/membership'
import { requestCredits } from '../../notifications/actions'
import { buyPack, startSubscription } from '../actions'
import { changePlan, previewPlanChange } from '../plan-actions'

type OffersProps = { workspace: Membership; summary: CreditsSummary }

/** Packs, for plans with credits, and plans. */
export async function OffersSection({ workspace, summary }: OffersProps) {
  const [packs, plans, standing] = await Promise.all([
    listPackOffers(workspace),
    listPlanOffers(),
    getPlanStanding(workspace),
  ])
  const { plan, timeZone, nextStep } = summary
  const settled = plan.status !== 'trialing' && plan.status !== 'canceled'
  return (
    <>
      {plan.mode === 'credits' && (
        <PackList
          packs={packs.map((pack) => ({ ...pack, purchaseId: randomUUID() }))}
          nextStep={nextStep}
          timeZone={timeZone}
          isTaxed={env().STRIPE_TAX}
          buyPack={buyPack}
          ask={requestCredits}
        />
      )}
      <PlanList
        plans={plans}
        current={{ key: plan.key, interval: plan.interval, subscribed: standing.subscribed, settled }}
        mayManage={can(workspace.role, 'billing.manage')}
        requestId={randomUUID()}
        timeZone={timeZone}
        isTaxed={env().STRIPE_TAX}
        notice={can(workspace.role, 'billing.manage') ? trialCreditsNotice(summary) : null}
        subscribe={startSubscription}
        changes={{ preview: previewPlanChange, change: changePlan }}
      />
    </>
  )
}
