import { and, eq } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { invitations } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { invitationMail } from './invitation-email'
import { invitationToken } from './invitation-token'
import { readInvitation } from './read-invitation'

/** Mails the link of an invitation that is still open. A second copy opens the same door, so a job may try again. */
export async function sendInvitationMail(workspaceId: number, id: string): Promise<void> {
  const token = invitationToken(workspaceId, id)
  const invitation = await readInvitation(token)
  if (invitation?.state !== 'open') return
  const { APP_URL, MAIL_FROM, SMTP_URL } = env()
  const mail = await invitationMail({ ...invitation, link: `${APP_URL}/invitation?token=${token}` })
  await createTransport(SMTP_URL).sendMail({
    to: invitation.email,
    from: MAIL_FROM,
    messageId: `<invitation-${id}@${new URL(APP_URL).hostname}>`,
    ...mail,
  })
  await system()
    .update(invitations)
    .set({ mailedAt: marketNow })
    .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id)))
}
