import { and, eq, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { type MemberRole, members, notifications, users, workspaces } from '@/db/schema'
import type { EmailContent } from '@/lib/email/content'
import { messageIdOf, unsubscribeHeaders } from '@/lib/email/headers'
import { renderEmail } from '@/lib/email/render-email'
import { deliveryOf, sendEmail } from '@/lib/email/transport'
import { digestContent, digestOf } from '../digest/read-digest'
import { notificationText } from '../labels'
import type { Notice } from '../notice'
import { unsubscribeToken } from '../unsubscribe'
import { notificationContent } from './notification-content'

/**
 * Emails a notification at most once. It is claimed before it is sent, and released only when the email server certainly
 * didn't accept it. If the process dies in between, the person still sees it in the app and it is not emailed again.
 * @throws the email server's error; the job retries
 */
export async function sendNotificationEmail(workspaceId: number, id: string): Promise<void> {
  const claimed = await claim(workspaceId, id)
  if (!claimed) return
  try {
    const { userId, kind, data } = claimed
    const [to] = await system()
      .select({
        email: users.email,
        role: members.role,
        workspaceName: workspaces.name,
        timeZone: workspaces.timeZone,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
      .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
    // People who left the workspace no longer get its notifications.
    if (!to) return
    const token = unsubscribeToken({ workspaceId, userId, kind })
    const content = await contentOf(workspaceId, { kind, data } as Notice, { ...to, unsubscribeToken: token })
    await sendEmail({
      to: to.email,
      messageId: messageIdOf(id),
      headers: unsubscribeHeaders('/api/unsubscribe', token),
      ...(await renderEmail(content)),
    })
  } catch (error) {
    // An email that the server may have accepted is never sent again.
    if (deliveryOf(error).status !== 'unsure')
      await system().update(notifications).set({ mailClaimedAt: null }).where(isThis(workspaceId, id))
    throw error
  }
  await system().update(notifications).set({ mailedAt: marketNow }).where(isThis(workspaceId, id))
}

type Recipient = { role: MemberRole; workspaceName: string; timeZone: string; unsubscribeToken: string }

async function contentOf(workspaceId: number, notice: Notice, to: Recipient): Promise<EmailContent> {
  const { role, workspaceName, timeZone, unsubscribeToken } = to
  const digest = notice.kind === 'usage-digest' ? await digestOf(workspaceId, notice.data.endsAt) : null
  if (digest) return digestContent(digest, { ...to, seesCosts: role !== 'member' })
  return notificationContent({ text: notificationText(notice, timeZone), workspaceName, unsubscribeToken })
}

async function claim(workspaceId: number, id: string) {
  const [row] = await system()
    .update(notifications)
    .set({ mailClaimedAt: marketNow })
    .where(and(isThis(workspaceId, id), eq(notifications.byMail, true), isNull(notifications.mailClaimedAt)))
    .returning()
  return row
}

const isThis = (workspaceId: number, id: string) =>
  and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, id))
