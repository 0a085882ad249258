import type { EmailContent } from '@/lib/email/content'
import { INVITATION_DAYS } from './write-invitation'

type Invitation = { workspaceName: string; invitedBy: string; role: string; email: string; link: string }

export const invitationContent = ({
  workspaceName,
  invitedBy,
  role,
  email,
  link,
}: Invitation): EmailContent => ({
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
