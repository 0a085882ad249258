import { CapsCard } from '@/components/billing/spending-limits/limits-card'
import type { Membership } from '@/lib/workspaces/members/membership'
import { readCaps } from '@/lib/workspaces/spending-limits/read-spending-limits'
import { requestLimitIncrease, setSpendingLimit } from '../cap-actions'

export async function CapsSection({ workspace }: { workspace: Membership }) {
  const caps = await readCaps(workspace)
  return (
    <CapsCard
      caps={caps}
      timeZone={workspace.timeZone}
      setCap={setSpendingLimit}
      ask={requestLimitIncrease}
    />
  )
}
