import { ForecastCard } from '@/components/billing/forecast-card'
import { StillBuysCard } from '@/components/billing/still-buys-card'
import { creditsOutlook } from '@/lib/billing/outlook'
import type { CreditsSummary } from '@/lib/billing/views'
import { plannedCampaigns } from '@/lib/campaigns/planned-campaigns'
import type { Membership } from '@/lib/workspaces/membership'

type OutlookProps = { workspace: Membership; summary: CreditsSummary }

export async function OutlookSection({ workspace, summary }: OutlookProps) {
  const planned = await plannedCampaigns(workspace)
  const scheduled = planned.map(({ at, credits }) => ({ at: Date.parse(at), credits }))
  const outlook = await creditsOutlook(workspace, scheduled)
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
      <ForecastCard outlook={outlook} summary={summary} />
      <StillBuysCard leftCredits={summary.usage.leftCredits} stillBuys={outlook.stillBuys} />
    </div>
  )
}
