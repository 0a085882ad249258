import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { auditEvents, creditCaps, users } from '@/db/schema'
import { capKinds } from '@/db/schema/billing/spending-limits'
import { actionWords } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { dayOf } from '@/lib/credits/decide/cycle'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { actionOfId } from '@/lib/credits/shared/actions'
import { capUses } from '@/lib/metering/spending-limits'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { CAP_ASKED, openAsks } from './limit-increase-requests'

export const AskForCapInput = z.object({
  kind: z.enum(capKinds),
  subject: z.coerce.number().int().positive().max(2_147_483_647),
})

/**
 * Whoever a cap holds back asks the owners to raise it: once a day and cap, so that it stays a question. It stands beside
 * the cap until that is changed. `nobody`: no owner wants to be told of it, and they find it there alone.
 * @throws Refusal `not-found`: there is no such cap, or it is another member's
 */
export async function askForCap(
  ctx: WorkspaceContext,
  { kind, subject }: z.output<typeof AskForCapInput>,
): Promise<'asked' | 'asked-before' | 'nobody'> {
  const { workspaceId, userId } = ctx
  const account = await readAccount(workspaceId)
  const day = dayOf(account.at, account.timeZone)
  const told = await system().transaction(async (tx) => {
    // Its row is locked: of two clicks the second finds the first.
    const [cap] = await tx
      .select()
      .from(creditCaps)
      .where(
        and(
          eq(creditCaps.workspaceId, workspaceId),
          eq(creditCaps.kind, kind),
          eq(creditCaps.subject, subject),
        ),
      )
      .for('update')
    if (!cap || (kind === 'member' && subject !== userId)) throw notFound('cap')
    const asked = (ask: Awaited<ReturnType<typeof openAsks>>[number]) =>
      ask.userId === userId && ask.kind === kind && ask.subject === subject && ask.day === day
    if ((await openAsks(tx, workspaceId)).some(asked)) return null
    const [person] = await tx.select().from(users).where(eq(users.id, userId))
    const [use] = await capUses(workspaceId, [cap], tx)
    const action = kind === 'action' ? actionOfId(subject) : null
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: CAP_ASKED, detail: { kind, subject, day } })
    return createNotifications(
      tx,
      workspaceId,
      `cap ${kind} ${subject} of ${cap.mostCredits}, asked by ${userId} on ${day}`,
      {
        kind: 'credits-asked',
        data: {
          who: person?.name || person?.email || 'A member',
          leftCredits: availableOf(account),
          cap: {
            mostCredits: cap.mostCredits,
            usedCredits: use?.usedCredits ?? 0,
            ...(action && { action: actionWords[action].label }),
          },
        },
      },
      { only: ({ role }) => role === 'owner' },
    )
  })
  if (!told) return 'asked-before'
  await deliver(told)
  return told.people > 0 ? 'asked' : 'nobody'
}
