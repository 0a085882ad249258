import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { invitations } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { messageIdOf } from '@/lib/email/headers'
import { renderEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/transport'
import { invitationContent } from './invitation-email'
import { invitationTokens } from './invitation-token'
import { readInvitation } from './read-invitation'

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
