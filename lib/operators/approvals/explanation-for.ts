import type { BalanceExplanation } from '@/lib/billing/statement/balance-explanation'
import { endOfDay } from '@/lib/billing/statement/calendar-days'
import { explainBalance } from '@/lib/billing/statement/explain-balance'
import { asReader } from '../workspaces/workspace-file'

/**
 * "Why is the balance this?" as the workspace itself is told it, now or at the end of one of its days; without the links
 * into the workspace, where an operator has no business.
 */
export async function explanationFor(
  workspaceId: number,
  day: string | null,
  timeZone: string,
): Promise<BalanceExplanation> {
  const at = day === null ? undefined : new Date(endOfDay(day, timeZone)).toISOString()
  const told = await explainBalance(asReader(workspaceId), at)
  return { ...told, running: told.running.map((work) => ({ ...work, href: null })) }
}
