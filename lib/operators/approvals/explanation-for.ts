import { endOfDay } from '@/lib/billing/statement/calendar-days'
import type { BalanceExplanation } from '@/lib/billing/statement/explain/balance-explanation'
import { explainBalance } from '@/lib/billing/statement/explain/explain-balance'
import { asReader } from '../workspaces/workspace-file'

/**
 * How a workspace's balance was calculated, now or at the end of a day. Without links into the workspace, which operators
 * cannot access.
 */
export async function explainWorkspaceBalance(
  workspaceId: number,
  day: string | null,
  timeZone: string,
): Promise<BalanceExplanation> {
  const at = day === null ? undefined : new Date(endOfDay(day, timeZone)).toISOString()
  const explanation = await explainBalance(asReader(workspaceId), at)
  return { ...explanation, running: explanation.running.map((work) => ({ ...work, href: null })) }
}
