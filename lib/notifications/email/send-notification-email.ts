import { and, eq, isNull } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { members, notifications, users, workspaces } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { wordsOf } from '../labels'
import type { Notice } from '../notice'
import { unsubscribeToken } from '../unsubscribe'
import { noticeMail } from './notice-email'

/**
 * Mails a notification, at most once: it is claimed before it is handed over, and given back only when the mail server
 * has refused it. One whose process dies in between stands in the bell and is not mailed again.
 * @throws what the mail server said; the job tries again
 */
export async function sendNotificationMail(workspaceId: number, id: string): Promise<void> {
  const claimed = await claim(workspaceId, id)
  if (!claimed) return
  try {
    const { userId, kind, data } = claimed
    const [to] = await system()
      .select({ email: users.email, workspace: workspaces.name, timeZone: workspaces.timeZone })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
      .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
    // Whoever has left the workspace hears nothing of it any more.
    if (!to) return
    const { APP_URL, MAIL_FROM, SMTP_URL } = env()
    const words = wordsOf({ kind, data } as Notice, to.timeZone)
    const token = unsubscribeToken({ workspaceId, userId, kind })
    const mail = await noticeMail({
      words,
      workspaceName: to.workspace,
      appUrl: APP_URL,
      unsubscribeUrl: `${APP_URL}/unsubscribe?token=${token}`,
    })
    await createTransport(SMTP_URL).sendMail({
      to: to.email,
      from: MAIL_FROM,
      messageId: `<${id}@${new URL(APP_URL).hostname}>`,
      headers: {
        'List-Unsubscribe': `<${APP_URL}/api/unsubscribe?token=${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      ...mail,
    })
  } catch (error) {
    if (wasNotTaken(error))
      await system().update(notifications).set({ mailClaimedAt: null }).where(isThis(workspaceId, id))
    throw error
  }
  await system().update(notifications).set({ mailedAt: marketNow }).where(isThis(workspaceId, id))
}

/** The server said no, or was never reached. A connection lost after that may have been lost after a yes. */
function wasNotTaken(error: unknown): boolean {
  const { responseCode, command } = error as { responseCode?: number; command?: string }
  return responseCode !== undefined || command === 'CONN'
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
