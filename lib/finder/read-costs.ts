import { getRateCard, ruleUnder } from '@/lib/billing/catalog/rate-card'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionKeys } from '@/lib/credits/shared/actions'
import { planOfWorkspace } from '@/lib/metering/limits-mode/plan-of-workspace'
import type { CostWords } from './views'

/** What each action costs this workspace now (R7). With monthly limits nothing costs credits (R3). */
export async function readCosts({ workspaceId }: WorkspaceContext): Promise<CostWords> {
  const [card, plan] = await Promise.all([getRateCard(), planOfWorkspace(workspaceId)])
  return Object.fromEntries(
    actionKeys.map((action) => [action, plan.mode === 'limits' ? 'In your plan' : ruleUnder(card, action)]),
  )
}
