import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { spendingLimits, users } from '@/db/schema'
import { type SpendingLimitKind, spendingLimitKinds } from '@/db/schema/billing/spending-limits'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { formatNumber } from '@/lib/core/text/format'
import { actionOfId } from '@/lib/credits/shared/actions'
import { type CreatedNotifications, createNotifications, deliver } from '@/lib/notifications/notify'
import {
  assertOwner,
  type LockedMembers,
  type Transaction,
  withLockedMembers,
} from '@/lib/workspaces/members/locked-members'
import { closeIncreaseRequests, LIMIT_SET, type OpenRequest } from './open-requests'

const MOST_CREDITS = 1_000_000

const LimitField = z.union([
  z.literal('').transform(() => null),
  z.coerce
    .number('Enter a whole number.')
    .int('Enter a whole number.')
    .min(0, 'Enter 0 or more.')
    .max(MOST_CREDITS, `Enter ${formatNumber(MOST_CREDITS)} or less.`),
])
const LIMIT_FIELD = new RegExp(`^limit-(${spendingLimitKinds.join('|')})-([1-9]\\d{0,8})$`)

/**
 * A form of limits, read by field name: `limit-member-12` is the new limit of member 12, empty for none, and
 * `seen-member-12` the limit shown on the page. The decision applies to that one only (R34).
 */
export const SpendingLimitsInput = z.record(z.string(), z.unknown()).transform((fields, context) =>
  Object.entries(fields).flatMap(([name, value]): SpendingLimitChoice[] => {
    const [, kind, subject] = LIMIT_FIELD.exec(name) ?? []
    if (!kind) return []
    const read = LimitField.safeParse(value)
    if (!read.success) {
      context.addIssue({ code: 'custom', path: [name], message: messageOf(read.error) })
      return []
    }
    const seen = LimitField.safeParse(fields[`seen-${kind}-${subject}`])
    return [
      {
        kind: kind as SpendingLimitKind,
        subject: Number(subject),
        mostCredits: read.data,
        ...(seen.success && { seenCredits: seen.data }),
      },
    ]
  }),
)

/** A union reports the errors of every option; the number's own says what to enter. */
function messageOf(error: z.ZodError): string {
  const [issue] = error.issues
  const [own] = issue?.code === 'invalid_union' ? (issue.errors.at(-1) ?? []) : [issue]
  return own?.message ?? 'Enter a whole number.'
}

export type SpendingLimitChoice = {
  kind: SpendingLimitKind
  subject: number
  /** Null: no limit. */
  mostCredits: number | null
  /** The limit shown on the page; null for none. */
  seenCredits?: number | null
}

/**
 * Sets how much members, or everyone with one action, can spend per cycle: all of the limits or none. The same
 * transaction records who changed them and from what, closes the requests they answer and notifies the people who
 * asked. A limit that keeps its value is not changed. Returns how many were.
 * @throws Refusal `forbidden`, `not-found`, `spending-limit.changed`
 */
export async function setSpendingLimits(
  ctx: WorkspaceContext,
  choices: readonly SpendingLimitChoice[],
): Promise<number> {
  const { changed, created } = await withLockedMembers(ctx, async (locked) => {
    assertOwner(locked.actorRole, 'spending-limits.manage')
    const created: CreatedNotifications[] = []
    let changed = 0
    for (const choice of choices) {
      const result = await setOne(ctx, locked, choice)
      if (result === 'same') continue
      changed += 1
      if (result) created.push(result)
    }
    return { changed, created }
  })
  for (const one of created) await deliver(one)
  return changed
}

async function setOne(
  ctx: WorkspaceContext,
  { tx, roleOf, audit }: LockedMembers,
  choice: SpendingLimitChoice,
): Promise<CreatedNotifications | 'same' | null> {
  const { kind, subject, mostCredits, seenCredits } = choice
  const { workspaceId } = ctx
  // The page showed this value, and it is to stay: someone else's change in between stays too.
  if (seenCredits === mostCredits) return 'same'
  if (kind === 'member') roleOf(subject)
  else if (actionOfId(subject) === null) throw notFound('action')
  const here = and(
    eq(spendingLimits.workspaceId, workspaceId),
    eq(spendingLimits.kind, kind),
    eq(spendingLimits.subject, subject),
  )
  const [before] = await tx.select().from(spendingLimits).where(here)
  const now = before?.mostCredits ?? null
  if (now === mostCredits) return 'same'
  if (seenCredits !== undefined && seenCredits !== now) {
    const name = await subjectName(tx, choice)
    throw new Refusal(
      'spending-limit.changed',
      `The spending limit for ${name} changed since you opened this page. Review it again.`,
    )
  }
  const outcome = mostCredits === null ? 'removed' : mostCredits > (now ?? Infinity) ? 'raised' : 'lowered'
  const closed = await closeIncreaseRequests(tx, workspaceId, choice, { by: ctx.userId, outcome })
  const answer = await notifyRequesters(tx, ctx, choice, closed)
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
      set: { mostCredits, setAt: sql`excluded.set_at` },
    })
  return answer
}

async function subjectName(tx: Transaction, { kind, subject }: SpendingLimitChoice): Promise<string> {
  const action = kind === 'action' ? actionOfId(subject) : null
  if (action) return actionLabels[action].label
  const [person] = await tx.select().from(users).where(eq(users.id, subject))
  return person?.name || person?.email || 'this member'
}

/** Notifies the people who asked for an increase of the decision, and who made it. */
async function notifyRequesters(
  tx: Transaction,
  { workspaceId, userId }: WorkspaceContext,
  { kind, subject, mostCredits }: SpendingLimitChoice,
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
