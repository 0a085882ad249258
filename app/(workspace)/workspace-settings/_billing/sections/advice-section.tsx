import { randomUUID } from 'node:crypto'
import { requestCredits } from '@/app/(workspace)/notifications/actions'
import { buyPacks, startSubscription } from '@/app/(workspace)/workspace-settings/_actions/actions'
import { changePlan, previewPlanChange } from '@/app/(workspace)/workspace-settings/_actions/plan-actions'
import { BuyPacks, Upgrade } from '@/components/billing/balance/cover-options'
import { AdviceCard } from '@/components/billing/overview/advice-card'
import {
  type AdviceLabels,
  choosePlanLabels,
  limitsLabels,
  recommendationLabels,
  unsettledLabels,
} from '@/components/billing/overview/advice-labels'
import { needsCredits } from '@/components/credits/credit-labels'
import { OffersLink } from '@/components/credits/offers-link'
import { AskAdmin } from '@/components/notifications/ask-admin'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { type Settled, unwrap } from '@/components/ui/loading/settled'
import { can } from '@/lib/auth/permissions'
import { listPlanOffers } from '@/lib/billing/catalog/catalog'
import { needsOffer, recommend } from '@/lib/billing/forecast/recommendation'
import { billingHref } from '@/lib/billing/shared/billing-address'
import type { CreditsOutlook, PlanOffer, PlanStanding } from '@/lib/billing/views'
import { upgradeFor } from '../find-cover'
import { sheetHref } from '../sheet-href'
import type { ViewProps } from '../view-props'

type AdviceProps = ViewProps & {
  standing: PlanStanding
  /** Null: there is no forecast for this plan. */
  outlook: Settled<CreditsOutlook> | null
}

/** The one thing to do: settle a payment, choose a plan, or the cheapest way to cover a shortage. */
export async function makeAdvice(props: AdviceProps): Promise<React.ReactNode> {
  const { workspace, summary, standing } = props
  const manages = can(workspace.role, 'billing.manage')
  const unsettled = unsettledLabels(summary, standing)
  if (unsettled) {
    return (
      <AdviceCard labels={unsettled}>
        {manages && standing.payHref ? <Pay href={standing.payHref} /> : <Plans {...props} />}
      </AdviceCard>
    )
  }
  if (!manages) return forMember(props)
  if (summary.meters) {
    const larger = largerLimits(await listPlanOffers(), summary.plan.priceCents, summary.plan.key)
    const labels = limitsLabels(summary, larger)
    return (
      <AdviceCard labels={labels}>
        <Plans {...props} isMain={labels.tone !== 'good' && larger !== undefined} />
      </AdviceCard>
    )
  }
  const { outlook } = props
  if (outlook === null || summary.plan.status === 'trialing') {
    const cheapest = (await listPlanOffers()).find(({ mode }) => mode === 'credits')
    return (
      <AdviceCard labels={choosePlanLabels(summary, cheapest)}>
        {standing.payHref ? <Pay href={standing.payHref} /> : <Plans {...props} isMain />}
      </AdviceCard>
    )
  }
  return cheapest({ ...props, outlook: unwrap(outlook) })
}

/** Members can't buy, so they ask; the button is there even if nothing is short (R31). */
function forMember({ summary, outlook }: AdviceProps) {
  const { timeZone } = summary
  const found = outlook && recommend({ outlook: unwrap(outlook), timeZone, packs: null, upgrade: null })
  const isShort = found?.way === 'compare' || needsCredits(summary)
  const labels: AdviceLabels =
    found && !isShort
      ? recommendationLabels(found, summary)
      : {
          title: isShort ? 'Ask an owner or admin' : 'Nothing to do',
          price: null,
          reason: 'Only owners and admins can buy credits and change the plan.',
          tone: isShort ? 'warn' : 'good',
        }
  return (
    <AdviceCard labels={labels}>
      <AskAdmin action={requestCredits} />
    </AdviceCard>
  )
}

async function cheapest(props: Omit<AdviceProps, 'outlook'> & { outlook: CreditsOutlook }) {
  const { workspace, summary, outlook } = props
  const { timeZone } = summary
  const { forecast, packs } = outlook
  const upgrade =
    forecast.kind === 'runs-out' && needsOffer(outlook, timeZone)
      ? await upgradeFor(workspace, summary, forecast.shortCredits)
      : null
  const found = recommend({ outlook, timeZone, packs, upgrade })
  const actions = {
    buyPacks,
    subscribe: startSubscription,
    preview: previewPlanChange,
    change: changePlan,
  }
  const common = { requestId: randomUUID(), timeZone, actions }
  return (
    <AdviceCard labels={recommendationLabels(found, summary)}>
      {found.way === 'packs' && <BuyPacks {...common} packs={found.packs} />}
      {found.way === 'upgrade' && (
        <div>
          <Upgrade {...common} upgrade={found.upgrade} variant="primary" />
        </div>
      )}
      <Plans {...props} isMain={found.way === 'compare'} />
    </AdviceCard>
  )
}

type PlansProps = Pick<AdviceProps, 'params' | 'summary'> & { isMain?: boolean }

function Plans({ params, summary, isMain = false }: PlansProps) {
  return (
    <OffersLink
      href={billingHref('plans')}
      sheetHref={sheetHref(params, summary)}
      variant={isMain ? 'primary' : 'ghost'}
      size={isMain ? 'md' : 'sm'}
    >
      {summary.meters || summary.nextStep !== 'buy' ? 'Compare plans' : 'Compare plans and packs'}
    </OffersLink>
  )
}

function Pay({ href }: { href: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonClass({})}>
      Pay now
    </a>
  )
}

/** The next plan with higher limits. */
function largerLimits(plans: PlanOffer[], priceCents: number, key: string): PlanOffer | undefined {
  return plans.find(
    (plan) => plan.mode === 'limits' && plan.key !== key && plan.monthlyPriceCents > priceCents,
  )
}
