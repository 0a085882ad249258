import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { marketNow } from '@/db/product-time'
import { creditCaps, users } from '@/db/schema'
import { capKinds } from '@/db/schema/billing/spending-limits'
import { actionWords } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { actionOfId } from '@/lib/credits/shared/actions'
import { type CreatedNotifications, createNotifications, deliver } from '@/lib/notifications/notify'
import { mustOwn, type Transaction, withLockedMembers } from '../members/locked-members'
import { CAP_SET, openAsks } from './limit-increase-requests'

export const CapInput = z.object({
  kind: z.enum(capKinds),
  subject: z.coerce.number().int().positive().max(2_147_483_647),
  /** Empty: no cap. */
  mostCredits: z.union([
    z.literal('').transform(() => null),
    z.coerce.number('Give a whole number.').int('Give a whole number.').min(0).max(1_000_000),
  ]),
  /** The limit that the page showed, empty for none: a decision is about that one (R34). */
  seenCredits: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(0)]).optional(),
})
export type CapInput = z.output<typeof CapInput>

/**
 * Says how much a member, or everybody with one action, may spend in a cycle. Who said so, and what it was before, is
 * kept with it, and those who asked for more are told. The same again changes nothing.
 * @throws Refusal `forbidden`, `not-found`, `cap.changed`
 */
export async function setCap(ctx: WorkspaceContext, input: CapInput): Promise<void> {
  const { kind, subject, mostCredits, seenCredits } = input
  const { workspaceId } = ctx
  const told = await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, audit }) => {
    mustOwn(actorRole, 'caps.manage')
    if (kind === 'member') roleOf(subject)
    else if (actionOfId(subject) === null) throw notFound('action')
    const here = and(
      eq(creditCaps.workspaceId, workspaceId),
      eq(creditCaps.kind, kind),
      eq(creditCaps.subject, subject),
    )
    const [before] = await tx.select().from(creditCaps).where(here)
    const now = before?.mostCredits ?? null
    if (now === mostCredits) return null
    if (seenCredits !== undefined && seenCredits !== now) {
      throw new Refusal('cap.changed', 'This limit changed since you opened it. Review it again.')
    }
    const answer = await answerTo(tx, ctx, { kind, subject, mostCredits })
    await audit(CAP_SET, { kind, subject, from: before?.mostCredits ?? null, to: mostCredits })
    if (mostCredits === null) {
      await tx.delete(creditCaps).where(here)
      return answer
    }
    await tx
      .insert(creditCaps)
      .values({ workspaceId, kind, subject, mostCredits })
      .onConflictDoUpdate({
        target: [creditCaps.workspaceId, creditCaps.kind, creditCaps.subject],
        set: { mostCredits, setAt: marketNow },
      })
    return answer
  })
  if (told) await deliver(told)
}

/** Tells whoever asked for more of this cap what became of it, and by whom. */
async function answerTo(
  tx: Transaction,
  { workspaceId, userId }: WorkspaceContext,
  { kind, subject, mostCredits }: CapInput,
): Promise<CreatedNotifications | null> {
  const asks = (await openAsks(tx, workspaceId)).filter((ask) => ask.kind === kind && ask.subject === subject)
  const last = asks.at(-1)
  if (!last) return null
  const [person] = await tx.select().from(users).where(eq(users.id, userId))
  const action = kind === 'action' ? actionOfId(subject) : null
  const by = person?.name || person?.email || 'An owner'
  const about = `cap ${kind} ${subject}, asked ${last.at.getTime()}`
  const data = { by, mostCredits, ...(action && { action: actionWords[action].label }) }
  const askers = asks.map((ask) => ask.userId)
  return createNotifications(
    tx,
    workspaceId,
    about,
    { kind: 'cap-answered', data },
    { workOwners: askers, only: isOneOf(askers) },
  )
}

const isOneOf = (people: readonly number[]) => (member: { userId: number }) => people.includes(member.userId)
