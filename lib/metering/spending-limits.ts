import { and, eq, or, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { creditCaps, creditHolds } from '@/db/schema'
import type { CapKind } from '@/db/schema/billing/spending-limits'
import { actionWords } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { isOneOf } from '@/lib/core/one-of'
import { formatCredits, formatDate, formatNumber } from '@/lib/core/text/format'
import type { Account } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { type ActionKey, actionIds, actionOfId } from '@/lib/credits/shared/actions'

/**
 * Those who share a balance may be capped: how much one member, or everybody with one action, may spend in a cycle. A
 * program's key spends as whoever made it, and so under their cap. What is given back counts as spent nonetheless.
 */

export type Cap = { kind: CapKind; subject: number; mostCredits: number }
/** A cap with what this cycle has spent of it and what running work has set aside. */
export type CapUse = Cap & { usedCredits: number }

const CAPS_HREF = '/workspace-settings?tab=billing#caps'
/** The first of the two numbers of our advisory lock; the second one is the workspace's. */
const LOCK = 4_207

type Asker = Pick<WorkspaceContext, 'workspaceId' | 'userId'>
type Spend = { credits: number; holdId: string }

/**
 * Holds credits for those of these spends that the member's cap and the action's both allow, in their order. Spends that a
 * cap concerns come one after the other, and each sees what the one before it holds: two at once cannot pass a cap together.
 */
export async function withinCaps<S extends Spend, T>(
  ctx: Asker,
  action: ActionKey,
  spends: readonly S[],
  hold: (spend: S) => Promise<T>,
): Promise<(T | Refusal)[]> {
  if (spends.length === 0) return []
  const holdAll = () => Promise.all(spends.map(hold))
  if ((await capsOn(system(), ctx, action)).length === 0) return holdAll()
  const account = await readAccount(ctx.workspaceId)
  return system().transaction(async (tx) => {
    // The ledger writes the holds on a connection of its own and never waits for this lock.
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}, ${ctx.workspaceId})`)
    const caps = await capsOn(tx, ctx, action)
    const uses = await usesOf(tx, ctx.workspaceId, new Date(account.cycleStart), caps)
    // A request that was accepted before is accepted again, and counted already (R12).
    const held = await heldOf(tx, ctx.workspaceId, spends)
    const passed = passedBy(uses, spends, held)
    return Promise.all(
      spends.map((spend, i) => {
        const use = passed[i]
        return use ? capReached(use, spend.credits, account) : hold(spend)
      }),
    )
  })
}

/**
 * The cap that each spend would pass, or null: what those before it were let through for counts, though the ledger may
 * refuse one of them. Then a little of a cap stays unused where nothing is left to use it with.
 */
function passedBy(
  uses: readonly CapUse[],
  spends: readonly Spend[],
  held: ReadonlySet<string>,
): (CapUse | null)[] {
  let granted = 0
  const counted = new Set(held)
  return spends.map(({ credits, holdId }) => {
    if (counted.has(holdId)) return null
    const passed = uses.find(({ usedCredits, mostCredits }) => usedCredits + granted + credits > mostCredits)
    if (passed) return { ...passed, usedCredits: passed.usedCredits + granted }
    granted += credits
    counted.add(holdId)
    return null
  })
}

/**
 * Refuses what a cap does not leave, for work of which each piece sets its own price aside. A caller inside a transaction
 * passes it on: asking the pool for a second connection while holding one would stop the service (R41).
 * @throws Refusal `cap.reached`
 */
export async function mustFitCaps(
  ctx: Asker,
  action: ActionKey,
  credits: number,
  db: Queryable = system(),
): Promise<void> {
  const caps = await capsOn(db, ctx, action)
  if (caps.length === 0) return
  const account = await readAccount(ctx.workspaceId)
  const uses = await usesOf(db, ctx.workspaceId, new Date(account.cycleStart), caps)
  const passed = uses.find(({ usedCredits, mostCredits }) => usedCredits + credits > mostCredits)
  if (passed) throw capReached(passed, credits, account)
}

/** What is left under the tighter of the caps on this person and action; null: no cap concerns them. */
export async function capLeft(ctx: Asker, action: ActionKey): Promise<number | null> {
  const caps = await capsOn(system(), ctx, action)
  if (caps.length === 0) return null
  const { cycleStart } = await readAccount(ctx.workspaceId)
  const uses = await usesOf(system(), ctx.workspaceId, new Date(cycleStart), caps)
  return Math.max(0, Math.min(...uses.map(({ mostCredits, usedCredits }) => mostCredits - usedCredits)))
}

/** What this cycle has used of each of these. */
export async function capUses(workspaceId: number, caps: Cap[], db: Queryable = system()): Promise<CapUse[]> {
  const { cycleStart } = await readAccount(workspaceId)
  return usesOf(db, workspaceId, new Date(cycleStart), caps)
}

/** The caps that owners of a workspace have set. */
export async function capsOf(workspaceId: number): Promise<Cap[]> {
  return system()
    .select({ kind: creditCaps.kind, subject: creditCaps.subject, mostCredits: creditCaps.mostCredits })
    .from(creditCaps)
    .where(eq(creditCaps.workspaceId, workspaceId))
}

async function capsOn(db: Queryable, ctx: Asker, action: ActionKey): Promise<Cap[]> {
  const on = (kind: CapKind, subject: number) =>
    and(eq(creditCaps.kind, kind), eq(creditCaps.subject, subject))
  return db
    .select()
    .from(creditCaps)
    .where(
      and(
        eq(creditCaps.workspaceId, ctx.workspaceId),
        or(on('member', ctx.userId), on('action', actionIds[action])),
      ),
    )
}

/** From the ledger itself: what was paid in this cycle, and every hold that is still open. */
async function usesOf(db: Queryable, workspaceId: number, cycleStart: Date, caps: Cap[]): Promise<CapUse[]> {
  if (caps.length === 0) return []
  const rows = await db.execute<{ actor_id: number; action: number; credits: number }>(sql`
    select actor_id, action, sum(credits)::int as credits from (
      select actor_id, action, credits from credit_usage
        where workspace_id = ${workspaceId} and cycle_start = ${cycleStart.toISOString()}
      union all
      select actor_id, action, amount from credit_holds where workspace_id = ${workspaceId} and state = 0
    ) spent group by actor_id, action`)
  return caps.map(({ kind, subject, mostCredits }) => {
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
    .where(and(eq(creditHolds.workspaceId, workspaceId), isOneOf(creditHolds.id, ids)))
  return new Set(rows.map(({ id }) => id))
}

function capReached(
  { kind, subject, mostCredits, usedCredits }: CapUse,
  cost: number,
  { cycleEnd, timeZone }: Pick<Account, 'cycleEnd' | 'timeZone'>,
): Refusal {
  const resetsAt = new Date(cycleEnd)
  const action = kind === 'action' ? actionOfId(subject) : null
  const what = action ? `All of you together may spend` : 'You may spend'
  const on = action ? ` on “${actionWords[action].label}”` : ''
  return new Refusal(
    'cap.reached',
    `${what} ${formatCredits(mostCredits)}${on} in a cycle, ${formatNumber(usedCredits)} are used and this costs ${formatNumber(cost)}. Ask an owner to raise the cap, or wait for the reset on ${formatDate(resetsAt, timeZone)}.`,
    { cost, cap: mostCredits, used: usedCredits, resetsAt: resetsAt.toISOString(), href: CAPS_HREF },
  )
}
