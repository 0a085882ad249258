import { costUnder, getRateCard, ruleUnder } from '@/lib/billing/catalog/rate-card'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { readSpendingLimitLeft } from '@/lib/spending-limits/enforcement/spending-limits'
import { countedLimit, planOfWorkspace } from './limits-mode/plan-of-workspace'
import { spendBlocker } from './shared/spend-blocker'
import type { Quote } from './types.ts'

/**
 * The only entry point for work that costs something: quote -> reserve -> do the work -> capture or release. It uses
 * credits or monthly limits depending on the workspace's plan, so features don't need to know which. For many pieces of
 * work at once there are `reserveMany` and `captureMany`.
 */

export { reserve, reserveMany } from './reserve'
export { capture, captureMany, release, renew } from './settle'

/**
 * What an action costs this workspace now (R7), and whether it can start. In limits mode it costs no credits and may
 * count toward a limit (R3). Without a user, as for a feed running automatically, spending limits are ignored here;
 * they apply to the payer when the price is reserved.
 */
export async function quote(
  ctx: { workspaceId: number; userId?: number },
  action: ActionKey,
  units = 1,
): Promise<Quote> {
  const [plan, account, card] = await Promise.all([
    planOfWorkspace(ctx.workspaceId),
    readAccount(ctx.workspaceId),
    getRateCard(),
  ])
  const counted = plan.mode === 'limits'
  const [spendingLimitLeftCredits, limit] = await Promise.all([
    counted ? null : spendingLimitLeftOf(ctx, action),
    counted ? countedLimit(plan, account, action) : null,
  ])
  const check = {
    units,
    credits: counted ? 0 : costUnder(card, action, units),
    leftCredits: availableOf(account),
    spendingLimitLeftCredits,
    limit,
    stopped: account.spendUntil !== null && account.at >= account.spendUntil,
  }
  const rate = {
    words: ruleUnder(card, action),
    version: card.version,
    effectiveAt: card.effectiveAt.toISOString(),
    timeZone: account.timeZone,
  }
  return {
    action,
    rateVersion: card.version,
    rate: counted ? null : rate,
    ...check,
    affordable: spendBlocker(check) === null,
  }
}

async function spendingLimitLeftOf({ workspaceId, userId }: Parameters<typeof quote>[0], action: ActionKey) {
  return userId === undefined ? null : readSpendingLimitLeft({ workspaceId, userId }, action)
}
