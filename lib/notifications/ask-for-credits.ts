import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { auditEvents, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { dayOf } from '@/lib/credits/cycle'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read'
import { notify } from './notify'

/**
 * A member asks those who may buy for credits (R31): once a day, so that it stays a question. Answers whether it was
 * asked now, had been asked today already, or nobody wants to hear of it.
 */
export async function askForCredits(ctx: WorkspaceContext): Promise<'asked' | 'asked-before'> {
  const { workspaceId, userId } = ctx
  const account = await readAccount(workspaceId)
  const [person] = await system()
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId))
  const who = person?.name || person?.email || 'A member'
  const day = dayOf(account.at, account.timeZone)
  const told = await notify(workspaceId, `asked by ${userId} on ${day}`, {
    kind: 'credits-asked',
    data: { who, leftCredits: availableOf(account) },
  })
  if (told === 0) return 'asked-before'
  await system()
    .insert(auditEvents)
    .values({ workspaceId, actorId: userId, verb: 'credits.asked', detail: { day } })
  return 'asked'
}
