import { env } from '@/lib/core/settings/env'
import type { EmailContent } from '@/lib/email/content'
import type { NotificationText } from '../labels'

type Notification = { text: NotificationText; workspaceName: string; unsubscribeToken: string }

/** The email of a notification: its text and steps, why this person gets it, and how to turn it off. */
export function notificationContent({ text, workspaceName, unsubscribeToken }: Notification): EmailContent {
  const { APP_URL } = env()
  const { title, body, steps } = text
  return {
    subject: `${title} (${workspaceName})`,
    title,
    paragraphs: [body],
    buttons: steps.map(({ label, href }) => ({ label, link: `${APP_URL}${href}` })),
    footnotes: [`You’re receiving this email because you’re a member of ${workspaceName}.`],
    footerLinks: [
      { label: 'Notification settings', link: `${APP_URL}/workspace-settings?tab=notifications` },
      { label: 'Unsubscribe', link: `${APP_URL}/unsubscribe?token=${unsubscribeToken}` },
    ],
  }
}
