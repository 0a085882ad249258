import { randomUUID } from 'node:crypto'
import { CoverOptions } from '@/components/billing/balance/cover-options'
import { ForecastCard } from '@/components/billing/balance/forecast-card'
import { StillBuysCard } from '@/components/billing/balance/still-buys-card'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { planOffers } from '@/lib/billing/catalog/catalog'
import { creditsOutlook } from '@/lib/billing/forecast/outlook'
import { subscribeWay } from '@/lib/billing/plan-changes/upgrade-choice'
import { upgradeWay } from '@/lib/billing/plan-changes/upgrade-way'
import type { CreditsOutlook, CreditsSummary, UpgradeWay } from '@/lib/billing/views'
import { plannedCampaigns } from '@/lib/campaigns/planned-campaigns'
import { logUnknown } from '@/lib/core/logging/log'
import type { Membership } from '@/lib/workspaces/members/membership'
import { buyPacks, startSubscription } from '../actions'
import { changePlan, previewPlanChange } from '../plan-actions'
import { CoverSkeleton } from './skeletons'

type OutlookProps = { workspace: Membership; summary: CreditsSummary }

export async function OutlookSection({ workspace, summary }: OutlookProps) {
  const planned = await plannedCampaigns(workspace)
  const scheduled = planned.map(({ at, credits }) => ({ at: Date.parse(at), credits }))
  const outlook = await creditsOutlook(workspace, scheduled)
  const isShort = outlook.forecast.kind === 'runs-out'
  return (
    // When the credits run out, what helps needs the room.
    <div
      className={
        isShort ? 'grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr]' : 'grid grid-cols-1 gap-6 lg:grid-cols-2'
      }
    >
      <ForecastCard outlook={outlook} summary={summary}>
        {outlook.forecast.kind === 'runs-out' && (
          <AsyncSection what="what would help" loading={<CoverSkeleton />}>
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

/** Stripe says what the upgrade costs, so this streams in after the forecast. */
async function Cover({ workspace, summary, packs, shortCredits }: CoverProps) {
  const { wayOut } = summary
  const upgrade = await wayUp(workspace, summary, shortCredits)
  return (
    <CoverOptions
      shortCredits={shortCredits}
      // The server refuses packs to a trial (R23).
      packs={wayOut === 'subscribe' ? null : packs}
      upgrade={upgrade}
      summary={summary}
      requestId={randomUUID()}
      actions={{ buyPacks, subscribe: startSubscription, preview: previewPlanChange, change: changePlan }}
    />
  )
}

/** Only for those who can buy it (R31). When Stripe cannot be asked, the packs are shown without it. */
async function wayUp(
  workspace: Membership,
  { wayOut, usage }: CreditsSummary,
  shortCredits: number,
): Promise<UpgradeWay | null> {
  const shortage = { shortCredits, leftCredits: usage.leftCredits }
  if (wayOut === 'ask-admin') return null
  if (wayOut === 'subscribe') return subscribeWay(await planOffers(), shortage)
  try {
    return await upgradeWay(workspace, shortage)
  } catch (error) {
    logUnknown(error, 'upgrade offer')
    return null
  }
}
