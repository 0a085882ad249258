import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { marketNow } from '@/db/product-time'
import { spendingLimitRequests, spendingLimits, users } from '@/db/schema'
import { spendingLimitKinds } from '@/db/schema/billing/spending-limits'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { dayOf } from '@/lib/credits/decide/cycle'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { actionOfId } from '@/lib/credits/shared/actions'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { withLockedMembers } from '@/lib/workspaces/members/locked-members'
import { readSpendingLimitUses } from './enforcement/spending-limits'
import { INCREASE_REQUESTED, readOpenIncreaseRequests } from './open-requests'

export const IncreaseRequestInput = z.object({
  kind: z.enum(spendingLimitKinds),
  subject: z.coerce.number().int().positive().max(2_147_483_647),
  /** The limit they would like. Empty: higher, without a number. */
  requestedCredits: z
    .union([
      z.literal('').transform(() => null),
      z.coerce
        .number('Enter a whole number.')
        .int('Enter a whole number.')
        .min(1, 'Enter 1 or more.')
        .max(1_000_000),
    ])
    .nullable()
    .default(null),
  reason: z
    .string()
    .trim()
    .max(300, 'Use 300 characters or fewer.')
    .transform((text) => text || null)
    .nullable()
    .default(null),
})

type RequestInput = z.output<typeof IncreaseRequestInput>
type IncreaseRequest = Pick<RequestInput, 'kind' | 'subject'> & Partial<RequestInput>

/**
 * Asks the owners for a higher spending limit. A member has one open request per limit: asking again on the same day
 * changes nothing, and on a later day renews it and reminds the owners. Any change of the limit closes it. Returns
 * `nobody` if the request is saved but no owner has these notifications turned on.
 * @throws Refusal `not-found` if there is no such limit, or it is another member's
 */
export async function requestIncrease(
  ctx: WorkspaceContext,
  { kind, subject, requestedCredits = null, reason = null }: IncreaseRequest,
): Promise<'asked' | 'asked-before' | 'nobody'> {
  const { workspaceId, userId } = ctx
  const account = await readAccount(workspaceId)
  const day = dayOf(account.at, account.timeZone)
  // The lock makes two clicks run one after the other, and keeps a request from crossing a change of its limit.
  const created = await withLockedMembers(ctx, async ({ tx, audit }) => {
    const { workspaceId: of, kind: kindOf, subject: subjectOf } = spendingLimits
    const [limit] = await tx
      .select()
      .from(spendingLimits)
      .where(and(eq(of, workspaceId), eq(kindOf, kind), eq(subjectOf, subject)))
    if (!limit || (kind === 'member' && subject !== userId)) throw notFound('spending limit')
    const open = (await readOpenIncreaseRequests(tx, workspaceId, limit)).find((one) => one.userId === userId)
    if (open && dayOf(open.at.getTime(), account.timeZone) === day) return null
    const details = { requestedCredits, reason }
    const id = open?.id ?? randomUUID()
    if (open) {
      await tx
        .update(spendingLimitRequests)
        .set({ ...details, requestedAt: marketNow })
        .where(and(eq(spendingLimitRequests.workspaceId, workspaceId), eq(spendingLimitRequests.id, id)))
    } else {
      await tx
        .insert(spendingLimitRequests)
        .values({ workspaceId, id, requestedBy: userId, kind, subject, ...details })
    }
    await audit(INCREASE_REQUESTED, { kind, subject, day, ...details })
    const [person] = await tx.select().from(users).where(eq(users.id, userId))
    const [use] = await readSpendingLimitUses(workspaceId, [limit], tx)
    const action = kind === 'action' ? actionOfId(subject) : null
    return createNotifications(
      tx,
      workspaceId,
      `spending limit request ${id}, ${day}`,
      {
        kind: 'credits-asked',
        data: {
          who: person?.name || person?.email || 'A member',
          leftCredits: availableOf(account),
          cap: {
            mostCredits: limit.mostCredits,
            usedCredits: use?.usedCredits ?? 0,
            ...(action && { action: actionLabels[action].label }),
            ...(requestedCredits !== null && { requestedCredits }),
            ...(reason !== null && { reason }),
          },
        },
      },
      { only: ({ role }) => role === 'owner' },
    )
  })
  if (!created) return 'asked-before'
  await deliver(created)
  return created.people > 0 ? 'asked' : 'nobody'
}
