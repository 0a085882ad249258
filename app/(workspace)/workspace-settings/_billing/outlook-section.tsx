import { randomUUID } from 'node:crypto'
import { CoverOptions } from '@/components/billing/balance/cover-options'
import { ForecastCard } from '@/components/billing/balance/forecast-card'
import { StillBuysCard } from '@/components/billing/balance/still-buys-card'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { listPlanOffers } from '@/lib/billing/catalog/catalog'
import { getCreditsOutlook } from '@/lib/billing/forecast/outlook'
import { findUpgrade } from '@/lib/billing/plan-changes/find-upgrade'
import { subscribeOption } from '@/lib/billing/plan-changes/upgrade-choice'
import type { CreditsOutlook, CreditsSummary, UpgradeOption } from '@/lib/billing/views'
import { listPlannedCampaigns } from '@/lib/campaigns/planned-campaigns'
import { logUnknown } from '@/lib/core/logging/log'
import type { Membership } from '@/lib/workspaces/members/membership'
import { buyPacks, startSubscription } from '../actions'
import { changePlan, previewPlanChange } from '../plan-actions'
import { CoverSkeleton } from './skeletons'

type OutlookProps = { workspace: Membership; summary: CreditsSummary }

export async function OutlookSection({ workspace, summary }: OutlookProps) {
  const planned = await listPlannedCampaigns(workspace)
  const scheduled = planned.map(({ at, credits }) => ({ at: Date.parse(at), credits }))
  const outlook = await getCreditsOutlook(workspace, scheduled)
  const isShort = outlook.forecast.kind === 'runs-out'
  return (
    // When credits will run out, the options need more space.
    <div
      className={
        isShort ? 'grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr]' : 'grid grid-cols-1 gap-6 lg:grid-cols-2'
      }
    >
      <ForecastCard outlook={outlook} summary={summary}>
        {outlook.forecast.kind === 'runs-out' && (
          <AsyncSection what="the options" loading={<CoverSkeleton />}>
            <Cover
              workspace={workspace}
              summary={summary}
              packs={outlook.packs}
              shortCredits={outlook.forecast.shortCredits}
            />
          </AsyncSection>
        )}
      </ForecastCard>
      <StillBuysCard leftCredits={summary.usage.leftCredits} stillBuys={outlook.stillBuys} />
    </div>
  )
}

type CoverProps = OutlookProps & { packs: CreditsOutlook['packs']; shortCredits: number }

/** Stripe calculates the price of the upgrade, so this streams in after the forecast. */
async function Cover({ workspace, summary, packs, shortCredits }: CoverProps) {
  const { nextStep } = summary
  const upgrade = await upgradeFor(workspace, summary, shortCredits)
  return (
    <CoverOptions
      shortCredits={shortCredits}
      // The server refuses packs to a trial (R23).
      packs={nextStep === 'subscribe' ? null : packs}
      upgrade={upgrade}
      summary={summary}
      requestId={randomUUID()}
      actions={{ buyPacks, subscribe: startSubscription, preview: previewPlanChange, change: changePlan }}
    />
  )
}

/** Only for owners and admins (R31). When Stripe is unavailable, the packs are shown without it. */
async function upgradeFor(
  workspace: Membership,
  { nextStep, usage }: CreditsSummary,
  shortCredits: number,
): Promise<UpgradeOption | null> {
  const shortage = { shortCredits, leftCredits: usage.leftCredits }
  if (nextStep === 'ask-admin') return null
  if (nextStep === 'subscribe') return subscribeOption(await listPlanOffers(), shortage)
  try {
    return await findUpgrade(workspace, shortage)
  } catch (error) {
    logUnknown(error, 'upgrade offer')
    return null
  }
}
