import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { auditEvents, members, users, workspaces } from '@/db/schema'
import { memberRoles } from '@/db/schema/people/people'
import { queueAccountEmail, sendAccountEmails } from '@/lib/auth/account-email/outbox'
import { notFound, Refusal } from '@/lib/core/errors'
import { rowNumber } from '@/lib/core/text/input'
import { erasedFrom } from '@/lib/workspaces/deletion/delete-workspace'
import { refuseOwnWorkspaces } from '../approvals/conflict-of-interest'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'

export const RestoreWorkspaceInput = z.object({
  workspaceId: rowNumber,
  reason: z.string().trim().min(3, 'Enter a reason.').max(500),
})

/**
 * Opens a deleted workspace again, within its grace period (R45): the people who were members at the time get their roles
 * back and are emailed. What stopped stays stopped, such as its plan, API keys, feeds and share links, because their owners
 * or other systems have been told so.
 * @throws Refusal `not-found`, `workspace.not-deleted`, `workspace.erased`, `workspace.no-owner`, `operator.own-workspace`
 */
export async function restoreWorkspace(
  operator: Operator,
  { workspaceId, reason }: z.output<typeof RestoreWorkspaceInput>,
): Promise<{ name: string; members: number }> {
  const { emails, ...restored } = await system().transaction(async (tx) => {
    const [workspace] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update')
    if (!workspace) throw notFound('workspace')
    const { name, deletedAt, erasedAt } = workspace
    if (!deletedAt) throw new Refusal('workspace.not-deleted', 'This workspace is not deleted.')
    if (erasedAt || erasedFrom(deletedAt) <= (await readMarketNow(tx))) {
      throw new Refusal(
        'workspace.erased',
        'The 30 days are over, and the data of this workspace is being erased or already was. It can’t be restored.',
      )
    }
    await refuseOwnWorkspaces(tx, operator, [workspaceId])
    const people = await findMembersAtDeletion(tx, workspaceId)
    if (!people.some(({ role }) => role === 'owner')) {
      throw new Refusal(
        'workspace.no-owner',
        'No owner of this workspace has an account, so no one could manage it.',
      )
    }
    await tx.update(workspaces).set({ deletedAt: null }).where(eq(workspaces.id, workspaceId))
    await tx.insert(members).values(people.map(({ userId, role }) => ({ workspaceId, userId, role })))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: operator.userId, verb: 'workspace.restored', detail: { name } })
    await recordEvent(tx, operator, {
      verb: 'workspace.restored',
      workspaceId,
      reason,
      before: { deletedAt: deletedAt.toISOString() },
      after: { members: people.map(({ userId, role }) => ({ userId, role })) },
    })
    const queued: string[] = []
    for (const { userId, email } of people)
      queued.push(
        await queueAccountEmail(tx, {
          userId,
          to: email,
          email: { kind: 'workspace-restored', data: { name } },
        }),
      )
    return { name, members: people.length, emails: queued }
  })
  await sendAccountEmails(emails)
  return restored
}

/** What deleteWorkspace recorded. Older versions did not record the members, only who deleted the workspace. */
const Deletion = z.object({
  members: z.array(z.object({ userId: z.number(), role: z.enum(memberRoles) })).optional(),
})

async function findMembersAtDeletion(tx: Queryable, workspaceId: number) {
  const [deletion] = await tx
    .select({ actorId: auditEvents.actorId, detail: auditEvents.detail })
    .from(auditEvents)
    .where(and(eq(auditEvents.workspaceId, workspaceId), eq(auditEvents.verb, 'workspace.deleted')))
    .orderBy(desc(auditEvents.at))
    .limit(1)
  if (!deletion?.actorId) return []
  const recorded = Deletion.parse(deletion.detail).members ?? [
    { userId: deletion.actorId, role: 'owner' as const },
  ]
  const people = await tx
    .select({ userId: users.id, email: users.email })
    .from(users)
    .where(
      and(
        inArray(
          users.id,
          recorded.map(({ userId }) => userId),
        ),
        isNull(users.erasedAt),
      ),
    )
  return recorded.flatMap(({ userId, role }) => {
    const person = people.find((one) => one.userId === userId)
    return person ? [{ ...person, role }] : []
  })
}
