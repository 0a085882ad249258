import { and, eq, or } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { members } from '@/db/schema'
import { requestEmailChange } from '@/lib/auth/email-change/request'
import { notFound, Refusal } from '@/lib/core/errors'
import { EmailAddress } from '@/lib/email/address'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'

const RowNumber = z.coerce.number().int().positive().max(2_147_483_647)

export const ChangeMemberEmailInput = z.object({
  workspaceId: RowNumber,
  userId: RowNumber,
  email: EmailAddress,
  reason: z.string().trim().min(3, 'Enter a reason.').max(500),
})

/**
 * Requests a new email address for a member who lost access to theirs. The new address must confirm, and the old one is
 * notified and can undo the change for several days. Operators cannot do this in their own workspace.
 * @throws Refusal `not-found`, `email-change.own-workspace`, those of requestEmailChange
 */
export async function changeMemberEmail(
  operator: Operator,
  { workspaceId, userId, email, reason }: z.output<typeof ChangeMemberEmailInput>,
): Promise<void> {
  const found = await system()
    .select({ userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, workspaceId),
        or(eq(members.userId, userId), eq(members.userId, operator.userId)),
      ),
    )
  if (found.some((member) => member.userId === operator.userId)) {
    throw new Refusal(
      'email-change.own-workspace',
      'You belong to this workspace. Ask another operator, or have the member change it on their profile page.',
    )
  }
  if (found.length === 0) throw notFound('member')
  await requestEmailChange({
    userId,
    email,
    operatorId: operator.userId,
    record: (tx, { oldEmail, newEmail }) =>
      recordEvent(tx, operator, {
        verb: 'member.email-change-requested',
        workspaceId,
        reason,
        before: { userId, email: oldEmail },
        after: { userId, email: newEmail },
      }),
  })
}
