import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { auditEvents, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { dayOf } from '@/lib/credits/decide/cycle'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { notify } from './notify'

/**
 * A member requests credits from the people who can buy them (R31), once a day. `nobody`: none of them gets this kind of
 * notification.
 */
export async function askForCredits(ctx: WorkspaceContext): Promise<'asked' | 'asked-before' | 'nobody'> {
  const { workspaceId, userId } = ctx
  const account = await readAccount(workspaceId)
  const day = dayOf(account.at, account.timeZone)
  if (await askedOn(ctx, day)) return 'asked-before'
  const [person] = await system()
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId))
  const who = person?.name || person?.email || 'A member'
  const notified = await notify(workspaceId, `asked by ${userId} on ${day}`, {
    kind: 'credits-asked',
    data: { who, leftCredits: availableOf(account) },
  })
  if (notified === 0) return 'nobody'
  await system().insert(auditEvents).values({ workspaceId, actorId: userId, verb: ASKED, detail: { day } })
  return 'asked'
}

const ASKED = 'credits.asked'

async function askedOn({ workspaceId, userId }: WorkspaceContext, day: string): Promise<boolean> {
  const [row] = await system()
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.workspaceId, workspaceId),
        eq(auditEvents.actorId, userId),
        eq(auditEvents.verb, ASKED),
        sql`${auditEvents.detail} ->> 'day' = ${day}`,
      ),
    )
    .limit(1)
  return row !== undefined
}
