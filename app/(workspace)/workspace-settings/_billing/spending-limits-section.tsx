import { SpendingLimitsCard } from '@/components/billing/spending-limits/limits-card'
import { readSpendingLimits } from '@/lib/spending-limits/read-spending-limits'
import type { Membership } from '@/lib/workspaces/members/membership'
import { requestLimitIncrease, setSpendingLimit } from '../spending-limit-actions'

export async function SpendingLimitsSection({ workspace }: { workspace: Membership }) {
  const limits = await readSpendingLimits(workspace)
  return (
    <SpendingLimitsCard
      limits={limits}
      timeZone={workspace.timeZone}
      setSpendingLimit={setSpendingLimit}
      requestIncrease={requestLimitIncrease}
    />
  )
}
