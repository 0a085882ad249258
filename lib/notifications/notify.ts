import { and, eq } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { type MemberRole, members, notificationPreferences, notifications } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { keyId } from '@/lib/credits/decide/keys'
import { enqueue } from '@/lib/jobs/queue'
import { announceBalanceChange } from '@/lib/realtime/announce'
import { canReceive, defaultChannels } from './kinds'
import type { Notice } from './notice'

type Audience = {
  /** The people whose own work it is about: they get it in any role. */
  workOwners?: readonly number[]
  /** Limits it to these members. */
  only?: (member: { userId: number; role: MemberRole }) => boolean
  /** How it is sent where each has channels of its own, instead of what people chose for its kind. */
  channels?: { inApp: boolean; byMail: boolean }
}

/** The new notifications, for `deliver`: how many people got one, and the ids of those to email. */
export type CreatedNotifications = { workspaceId: number; people: number; emails: string[] }

/**
 * Notifies everyone who wants this kind of notification, once per person and `about`, however often it is called.
 * `about` identifies the subject: "purchase 4f…", "credits, episode 3".
 */
export async function notify(workspaceId: number, about: string, notice: Notice): Promise<number> {
  const created = await system().transaction((tx) => createNotifications(tx, workspaceId, about, notice))
  await deliver(created)
  return created.people
}

/** The same in the caller's transaction. The caller calls `deliver` after the commit. */
export async function createNotifications(
  tx: Queryable,
  workspaceId: number,
  about: string,
  { kind, data }: Notice,
  { workOwners = [], only = () => true, channels }: Audience = {},
): Promise<CreatedNotifications> {
  const people = await tx
    .select({ userId: members.userId, role: members.role, chosen: notificationPreferences })
    .from(members)
    .leftJoin(notificationPreferences, isPreferenceOf(kind))
    .where(eq(members.workspaceId, workspaceId))
  const key = keyId(`notification:${kind}:${about}`)
  const rows = people
    .filter(({ userId, role }) => canReceive(role, kind) && only({ userId, role }))
    .map(({ userId, role, chosen }) => {
      const { inApp, byMail } = channels ?? chosen ?? defaultChannels(role, kind, workOwners.includes(userId))
      return { workspaceId, userId, kind, key, data, inApp, byMail }
    })
    .filter(({ inApp, byMail }) => inApp || byMail)
  if (rows.length === 0) return { workspaceId, people: 0, emails: [] }
  const inserted = await tx
    .insert(notifications)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: notifications.id, byMail: notifications.byMail })
  return {
    workspaceId,
    people: inserted.length,
    emails: inserted.filter(({ byMail }) => byMail).map(({ id }) => id),
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

/** Updates open pages and queues the emails. The sweep retries what fails here. */
export async function deliver({ workspaceId, people, emails }: CreatedNotifications): Promise<void> {
  if (people === 0) return
  announceBalanceChange(workspaceId)
  for (const id of emails) {
    await enqueue('notification-mail', { workspaceId, id }, id).catch((error) =>
      log.warn({ err: error, id }, 'email not queued; the sweep will retry'),
    )
  }
}
