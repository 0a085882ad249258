import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { renderEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/transport'

/**
 * Emails a person about a change to how they sign in. The change is already made, so if the email server is down, the
 * failure is only logged.
 */
export async function sendSecurityNotice(
  email: string,
  { subject, what }: { subject: string; what: string },
): Promise<void> {
  try {
    const content = {
      subject,
      title: subject,
      paragraphs: [
        what,
        'If this was you, you don’t need to do anything. If not, open your profile, choose “Sign out everywhere”, and reply to this email.',
      ],
      buttons: [{ label: 'Open profile', link: `${env().APP_URL}/profile` }],
    }
    await sendEmail({ to: email, ...(await renderEmail(content)) })
  } catch (error) {
    log.error({ err: error }, 'security notice not sent')
  }
}
