import { getCreditsOutlook } from '@/lib/billing/forecast/outlook'
import type { CreditsOutlook } from '@/lib/billing/views'
import { listPlannedCampaigns } from '@/lib/campaigns/planned-campaigns'
import type { Membership } from '@/lib/workspaces/members/membership'

/** The forecast with the campaigns that are scheduled. */
export function readOutlook(workspace: Membership): Promise<CreditsOutlook> {
  const planned = listPlannedCampaigns(workspace)
  return getCreditsOutlook(
    workspace,
    planned.then((all) => all.map(({ at, credits }) => ({ at: Date.parse(at), credits }))),
  )
}
