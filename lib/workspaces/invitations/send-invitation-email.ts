import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { invitations } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import type { EmailContent } from '@/lib/email/content'
import { messageIdOf } from '@/lib/email/headers'
import { renderEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/transport'
import { invitationTokens } from './invitation-token'
import { readInvitation } from './read-invitation'
import { INVITATION_DAYS } from './write-invitation'

/** Emails the link of an open invitation. A second copy has the same link, so the job can retry. */
export async function sendInvitationEmail(workspaceId: number, id: string): Promise<void> {
  const found = await findInvitation(workspaceId, id)
  if (!found) return
  const { token, invitation } = found
  const content = invitationContent({
    ...invitation,
    link: `${env().APP_URL}/invitation?token=${token}`,
  })
  await sendEmail({
    to: invitation.email,
    messageId: messageIdOf(`invitation-${id}`),
    ...(await renderEmail(content)),
  })
  await system()
    .update(invitations)
    .set({ mailedAt: marketNow })
    .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id)))
}

/** The open invitation with its token, which may be from before a change of keys. */
async function findInvitation(workspaceId: number, id: string) {
  for (const token of invitationTokens(workspaceId, id)) {
    const invitation = await readInvitation(token)
    if (invitation?.state === 'open') return { token, invitation }
  }
  return null
}

type Invitation = { workspaceName: string; invitedBy: string; role: string; email: string; link: string }

const invitationContent = ({ workspaceName, invitedBy, role, email, link }: Invitation): EmailContent => ({
  subject: `${invitedBy} invited you to ${workspaceName}`,
  title: `Join ${workspaceName}`,
  paragraphs: [
    `${invitedBy} invited you to join ${workspaceName} on Market Trak as ${role === 'admin' ? 'an admin' : 'a member'}.`,
  ],
  buttons: [{ label: 'View invitation', link }],
  footnotes: [
    `This invitation is for ${email}. The link works once and expires in ${INVITATION_DAYS} days.`,
    `If you don’t know ${invitedBy}, you can ignore this email.`,
  ],
})
