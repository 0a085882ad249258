import { costUnder, getRateCard } from '@/lib/billing/catalog/rate-card'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { spendingLimitLeft } from '@/lib/spending-limits/enforcement/spending-limits'
import { countedLimit } from './limits-mode/counted-limit'
import { planOfWorkspace } from './limits-mode/plan-of-workspace'
import { obstacleTo } from './shared/spend-blocker'
import type { Quote } from './types.ts'

/**
 * The one door for work that costs something: quote -> reserve -> the work -> capture or release. Picks credits or
 * monthly limits by the workspace's plan; features never know which. Many pieces of work go through together:
 * `reserveMany`, `captureMany`.
 */

export { reserve, reserveMany } from './reserve'
export { capture, captureMany, release, renew } from './settle'

/**
 * What an action costs this workspace now (R7), and whether it could be begun. In limits mode it costs no credits and may
 * count against a limit (R3). Without a person, as for a feed that works by itself, no spending limit is looked at: the one that
 * pays is held to theirs when the price is set aside.
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
  const asked = {
    units,
    credits: counted ? 0 : costUnder(card, action, units),
    leftCredits: availableOf(account),
    spendingLimitLeftCredits,
    limit,
    stopped: account.spendUntil !== null && account.at >= account.spendUntil,
  }
  return { action, rateVersion: card.version, ...asked, affordable: obstacleTo(asked) === null }
}

async function spendingLimitLeftOf({ workspaceId, userId }: Parameters<typeof quote>[0], action: ActionKey) {
  return userId === undefined ? null : spendingLimitLeft({ workspaceId, userId }, action)
}
