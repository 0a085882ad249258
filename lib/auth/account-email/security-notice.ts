import { createTransport } from 'nodemailer'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'

/**
 * Emails a person about a change to how they sign in. The change is done by then, so a mail server that is away is logged
 * and does not undo it.
 */
export async function sendSecurityNotice(
  email: string,
  { subject, what }: { subject: string; what: string },
): Promise<void> {
  const { SMTP_URL, MAIL_FROM, APP_URL } = env()
  const server = new URL(SMTP_URL)
  // The person waits for this request, so a mail server that does not answer is given up soon.
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout'])
    server.searchParams.set(name, '5000')
  try {
    await createTransport(server.href).sendMail({
      to: email,
      from: MAIL_FROM,
      subject,
      text: [
        what,
        '',
        `If this was you, there is nothing to do. If not, sign in at ${APP_URL}/profile, choose "Sign out everywhere", and reply to this email.`,
      ].join('\n'),
    })
  } catch (error) {
    log.error({ err: error }, 'a security notice could not be sent')
  }
}
