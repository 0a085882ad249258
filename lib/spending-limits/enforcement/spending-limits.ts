import { and, eq, or, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { creditHolds, spendingLimits } from '@/db/schema'
import type { SpendingLimitKind } from '@/db/schema/billing/spending-limits'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { billingHref } from '@/lib/billing/shared/billing-address'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { formatCredits, formatDate, formatNumber } from '@/lib/core/text/format'
import { inUuidList } from '@/lib/core/uuid-list'
import type { Account } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { type ActionKey, actionIds, actionOfId } from '@/lib/credits/shared/actions'

/**
 * Spending limits on a shared balance: how much one member, or everyone with one action, can spend per cycle. A
 * personal key spends as the person who created it, under their limit. Refunded credits still count as spent.
 */

export type SpendingLimit = { kind: SpendingLimitKind; subject: number; mostCredits: number }
/** A limit with what this cycle has spent and what work in progress holds. */
export type SpendingLimitUse = SpendingLimit & { usedCredits: number }

const LIMITS_HREF = billingHref('usage', { anchor: 'spending-limits' })
/** The first number of our advisory lock; the second is the workspace id. */
const LOCK = 4_207

type Spender = Pick<WorkspaceContext, 'workspaceId' | 'userId'>
type Spend = { credits: number; holdId: string }

/**
 * Holds credits for those of the spends that both the member's and the action's limit allow, in order. Spends under a
 * limit run one after the other, and each sees the holds of the previous ones, so two at the same time can't exceed a
 * limit.
 */
export async function holdWithinSpendingLimits<S extends Spend, T>(
  ctx: Spender,
  action: ActionKey,
  spends: readonly S[],
  hold: (spend: S) => Promise<T>,
): Promise<(T | Refusal)[]> {
  if (spends.length === 0) return []
  const holdAll = () => Promise.all(spends.map(hold))
  if ((await limitsOn(system(), ctx, action)).length === 0) return holdAll()
  const account = await readAccount(ctx.workspaceId)
  return system().transaction(async (tx) => {
    // The ledger writes the holds on its own connection and never waits for this lock.
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}, ${ctx.workspaceId})`)
    const limits = await limitsOn(tx, ctx, action)
    const uses = await usesOf(tx, ctx.workspaceId, new Date(account.cycleStart), limits)
    // A request that was already accepted is accepted again, and already counted (R12).
    const held = await heldOf(tx, ctx.workspaceId, spends)
    const exceeded = exceededLimits(uses, spends, held)
    return Promise.all(
      spends.map((spend, i) => {
        const use = exceeded[i]
        return use ? spendingLimitReached(use, spend.credits, account) : hold(spend)
      }),
    )
  })
}

/**
 * The limit that each spend would exceed, or null. Spends let through earlier in the list count, even though the ledger
 * may still refuse one of them; in that case part of a limit stays unused although the balance is used up.
 */
function exceededLimits(
  uses: readonly SpendingLimitUse[],
  spends: readonly Spend[],
  held: ReadonlySet<string>,
): (SpendingLimitUse | null)[] {
  let granted = 0
  const counted = new Set(held)
  return spends.map(({ credits, holdId }) => {
    if (counted.has(holdId)) return null
    const exceeded = uses.find(
      ({ usedCredits, mostCredits }) => usedCredits + granted + credits > mostCredits,
    )
    if (exceeded) return { ...exceeded, usedCredits: exceeded.usedCredits + granted }
    granted += credits
    counted.add(holdId)
    return null
  })
}

/**
 * Refuses spending beyond a limit, for work whose pieces each reserve their own price. Inside a transaction, pass it
 * on: requesting a second connection while holding one would stop the service (R41).
 * @throws Refusal `spending-limit.reached`
 */
export async function assertWithinSpendingLimits(
  ctx: Spender,
  action: ActionKey,
  credits: number,
  db: Queryable = system(),
): Promise<void> {
  const limits = await limitsOn(db, ctx, action)
  if (limits.length === 0) return
  const account = await readAccount(ctx.workspaceId)
  const uses = await usesOf(db, ctx.workspaceId, new Date(account.cycleStart), limits)
  const exceeded = uses.find(({ usedCredits, mostCredits }) => usedCredits + credits > mostCredits)
  if (exceeded) throw spendingLimitReached(exceeded, credits, account)
}

/** What is left under the tighter of the limits on this person and action; null if there is none. */
export async function readSpendingLimitLeft(ctx: Spender, action: ActionKey): Promise<number | null> {
  const limits = await limitsOn(system(), ctx, action)
  if (limits.length === 0) return null
  const { cycleStart } = await readAccount(ctx.workspaceId)
  const uses = await usesOf(system(), ctx.workspaceId, new Date(cycleStart), limits)
  return Math.max(0, Math.min(...uses.map(({ mostCredits, usedCredits }) => mostCredits - usedCredits)))
}

/** This cycle's usage of each limit. */
export async function readSpendingLimitUses(
  workspaceId: number,
  limits: SpendingLimit[],
  db: Queryable = system(),
): Promise<SpendingLimitUse[]> {
  const { cycleStart } = await readAccount(workspaceId)
  return usesOf(db, workspaceId, new Date(cycleStart), limits)
}

/** The limits that owners of a workspace have set. */
export async function listSpendingLimits(workspaceId: number): Promise<SpendingLimit[]> {
  return system()
    .select({
      kind: spendingLimits.kind,
      subject: spendingLimits.subject,
      mostCredits: spendingLimits.mostCredits,
    })
    .from(spendingLimits)
    .where(eq(spendingLimits.workspaceId, workspaceId))
}

async function limitsOn(db: Queryable, ctx: Spender, action: ActionKey): Promise<SpendingLimit[]> {
  const on = (kind: SpendingLimitKind, subject: number) =>
    and(eq(spendingLimits.kind, kind), eq(spendingLimits.subject, subject))
  return db
    .select()
    .from(spendingLimits)
    .where(
      and(
        eq(spendingLimits.workspaceId, ctx.workspaceId),
        or(on('member', ctx.userId), on('action', actionIds[action])),
      ),
    )
}

/** Read from the ledger itself: what was charged in this cycle, and all open holds. */
async function usesOf(
  db: Queryable,
  workspaceId: number,
  cycleStart: Date,
  limits: SpendingLimit[],
): Promise<SpendingLimitUse[]> {
  if (limits.length === 0) return []
  const rows = await db.execute<{ actor_id: number; action: number; credits: number }>(sql`
    select actor_id, action, sum(credits)::int as credits from (
      select actor_id, action, credits from credit_usage
        where workspace_id = ${workspaceId} and cycle_start = ${cycleStart.toISOString()}
      union all
      select actor_id, action, amount from credit_holds where workspace_id = ${workspaceId} and state = 0
    ) spent group by actor_id, action`)
  return limits.map(({ kind, subject, mostCredits }) => {
    const of = rows.filter((row) => (kind === 'member' ? row.actor_id : row.action) === subject)
    return { kind, subject, mostCredits, usedCredits: of.reduce((sum, { credits }) => sum + credits, 0) }
  })
}

async function heldOf(
  db: Queryable,
  workspaceId: number,
  spends: readonly Spend[],
): Promise<ReadonlySet<string>> {
  const ids = spends.map(({ holdId }) => holdId)
  const rows = await db
    .select({ id: creditHolds.id })
    .from(creditHolds)
    .where(and(eq(creditHolds.workspaceId, workspaceId), inUuidList(creditHolds.id, ids)))
  return new Set(rows.map(({ id }) => id))
}

function spendingLimitReached(
  { kind, subject, mostCredits, usedCredits }: SpendingLimitUse,
  cost: number,
  { cycleEnd, timeZone }: Pick<Account, 'cycleEnd' | 'timeZone'>,
): Refusal {
  const resetsAt = new Date(cycleEnd)
  const action = kind === 'action' ? actionOfId(subject) : null
  const whose = action
    ? `Your workspace’s spending limit for “${actionLabels[action].label}” is`
    : 'Your spending limit is'
  return new Refusal(
    'spending-limit.reached',
    `${whose} ${formatCredits(mostCredits)} per cycle. ${formatNumber(usedCredits)} are used, and this costs ${formatNumber(cost)}. Ask an owner to raise it, or wait for the reset on ${formatDate(resetsAt, timeZone)}.`,
    { cost, limit: mostCredits, used: usedCredits, resetsAt: resetsAt.toISOString(), href: LIMITS_HREF },
  )
}
