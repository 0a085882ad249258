import { and, eq } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { type MemberRole, members, notificationPreferences, notifications } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { keyId } from '@/lib/credits/decide/keys'
import { enqueue } from '@/lib/jobs/queue'
import { announce } from '@/lib/realtime/announce'
import { mayHear, usualChannels } from './kinds'
import type { Notice } from './notice'

type Whom = {
  /** Whose own work it is about: they hear of it whatever their role. */
  concerns?: readonly number[]
  /** Nobody else hears of it. */
  only?: (member: { userId: number; role: MemberRole }) => boolean
}

export type Told = { workspaceId: number; people: number; mails: string[] }

/**
 * Tells whoever wants to hear of it, each person once for the same `key`, whoever calls and however often.
 * `about` names the thing: "purchase 4f…", "credits, episode 3".
 */
export async function notify(workspaceId: number, about: string, notice: Notice): Promise<number> {
  const told = await system().transaction((tx) => tell(tx, workspaceId, about, notice))
  await sendTold(told)
  return told.people
}

/** The same inside a transaction of the caller's, who calls `sendTold` when that is committed. */
export async function tell(
  tx: Queryable,
  workspaceId: number,
  about: string,
  { kind, data }: Notice,
  { concerns = [], only = () => true }: Whom = {},
): Promise<Told> {
  const people = await tx
    .select({ userId: members.userId, role: members.role, chosen: notificationPreferences })
    .from(members)
    .leftJoin(notificationPreferences, isPreferenceOf(kind))
    .where(eq(members.workspaceId, workspaceId))
  const key = keyId(`notification:${kind}:${about}`)
  const rows = people
    .filter(({ userId, role }) => mayHear(role, kind) && only({ userId, role }))
    .map(({ userId, role, chosen }) => {
      const { inApp, byMail } = chosen ?? usualChannels(role, kind, concerns.includes(userId))
      return { workspaceId, userId, kind, key, data, inApp, byMail }
    })
    .filter(({ inApp, byMail }) => inApp || byMail)
  if (rows.length === 0) return { workspaceId, people: 0, mails: [] }
  const made = await tx
    .insert(notifications)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: notifications.id, byMail: notifications.byMail })
  return {
    workspaceId,
    people: made.length,
    mails: made.filter(({ byMail }) => byMail).map(({ id }) => id),
  }
}

const isPreferenceOf = (kind: Notice['kind']) => {
  const { workspaceId, userId } = notificationPreferences
  return and(
    eq(workspaceId, members.workspaceId),
    eq(userId, members.userId),
    eq(notificationPreferences.kind, kind),
  )
}

/** Rings the bells on open pages and puts the mails in their queue. What fails here the sweep makes good. */
export async function sendTold({ workspaceId, people, mails }: Told): Promise<void> {
  if (people === 0) return
  announce(workspaceId)
  for (const id of mails) {
    await enqueue('notification-mail', { workspaceId, id }, id).catch((error) =>
      log.warn({ err: error, id }, 'a mail could not be queued; the sweep will'),
    )
  }
}
