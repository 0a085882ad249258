import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { marketNow } from '@/db/product-time'
import { spendingLimits, users } from '@/db/schema'
import { spendingLimitKinds } from '@/db/schema/billing/spending-limits'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { actionOfId } from '@/lib/credits/shared/actions'
import { type CreatedNotifications, createNotifications, deliver } from '@/lib/notifications/notify'
import { assertOwner, type Transaction, withLockedMembers } from '@/lib/workspaces/members/locked-members'
import { closeIncreaseRequests, LIMIT_SET, type OpenRequest } from './open-requests'

export const SpendingLimitInput = z.object({
  kind: z.enum(spendingLimitKinds),
  subject: z.coerce.number().int().positive().max(2_147_483_647),
  /** Empty: no limit. */
  mostCredits: z.union([
    z.literal('').transform(() => null),
    z.coerce.number('Enter a whole number.').int('Enter a whole number.').min(0).max(1_000_000),
  ]),
  /** The limit shown on the page, empty for none: the decision applies to that one only (R34). */
  seenCredits: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(0)]).optional(),
})
export type SpendingLimitInput = z.output<typeof SpendingLimitInput>

/**
 * Sets how much a member, or everyone with one action, can spend per cycle. The same transaction records who changed it
 * and from what, closes the requests it answers and notifies the people who asked. Setting the same value again changes
 * nothing.
 * @throws Refusal `forbidden`, `not-found`, `spending-limit.changed`
 */
export async function setSpendingLimit(ctx: WorkspaceContext, input: SpendingLimitInput): Promise<void> {
  const { kind, subject, mostCredits, seenCredits } = input
  const { workspaceId } = ctx
  const created = await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, audit }) => {
    assertOwner(actorRole, 'spending-limits.manage')
    if (kind === 'member') roleOf(subject)
    else if (actionOfId(subject) === null) throw notFound('action')
    const here = and(
      eq(spendingLimits.workspaceId, workspaceId),
      eq(spendingLimits.kind, kind),
      eq(spendingLimits.subject, subject),
    )
    const [before] = await tx.select().from(spendingLimits).where(here)
    const now = before?.mostCredits ?? null
    if (now === mostCredits) return null
    if (seenCredits !== undefined && seenCredits !== now) {
      throw new Refusal('spending-limit.changed', 'This limit changed since you opened it. Review it again.')
    }
    const outcome = mostCredits === null ? 'removed' : mostCredits > (now ?? Infinity) ? 'raised' : 'lowered'
    const closed = await closeIncreaseRequests(tx, workspaceId, input, { by: ctx.userId, outcome })
    const answer = await notifyRequesters(tx, ctx, input, closed)
    await audit(LIMIT_SET, { kind, subject, from: now, to: mostCredits })
    if (mostCredits === null) {
      await tx.delete(spendingLimits).where(here)
      return answer
    }
    await tx
      .insert(spendingLimits)
      .values({ workspaceId, kind, subject, mostCredits })
      .onConflictDoUpdate({
        target: [spendingLimits.workspaceId, spendingLimits.kind, spendingLimits.subject],
        set: { mostCredits, setAt: marketNow },
      })
    return answer
  })
  if (created) await deliver(created)
}

/** Notifies the people who asked for an increase of the decision, and who made it. */
async function notifyRequesters(
  tx: Transaction,
  { workspaceId, userId }: WorkspaceContext,
  { kind, subject, mostCredits }: SpendingLimitInput,
  closed: readonly OpenRequest[],
): Promise<CreatedNotifications | null> {
  const last = closed.at(-1)
  if (!last) return null
  const [person] = await tx.select().from(users).where(eq(users.id, userId))
  const action = kind === 'action' ? actionOfId(subject) : null
  const by = person?.name || person?.email || 'An owner'
  const about = `spending limit request ${last.id}, answered`
  const data = { by, mostCredits, ...(action && { action: actionLabels[action].label }) }
  const requesters = closed.map((request) => request.userId)
  return createNotifications(
    tx,
    workspaceId,
    about,
    { kind: 'cap-answered', data },
    { workOwners: requesters, only: isOneOf(requesters) },
  )
}

const isOneOf = (people: readonly number[]) => (member: { userId: number }) => people.includes(member.userId)
