import { CapsCard } from '@/components/billing/caps-card'
import type { Membership } from '@/lib/workspaces/membership'
import { readCaps } from '@/lib/workspaces/read-caps'
import { askForMore, limitSpending } from '../cap-actions'

export async function CapsSection({ workspace }: { workspace: Membership }) {
  const caps = await readCaps(workspace)
  return <CapsCard caps={caps} timeZone={workspace.timeZone} setCap={limitSpending} ask={askForMore} />
}
