import { env } from '@/lib/core/settings/env'
import type { EmailContent } from '@/lib/email/content'
import { renderEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/transport'
import { LINK_MINUTES } from './sign-in-link'

/** Sends the link. It opens a page with a button, because email scanners open every link. */
export async function sendSignInEmail(email: string, callbackUrl: string): Promise<void> {
  const { searchParams } = new URL(callbackUrl)
  const link = `${env().APP_URL}/sign-in/confirm?${searchParams}`
  await sendEmail({ to: email, ...(await renderEmail(signInContent(link))) })
}

export const signInContent = (link: string): EmailContent => ({
  subject: 'Your sign-in link for Market Trak',
  title: 'Sign in to Market Trak',
  paragraphs: [
    `Click the button to sign in to ${new URL(link).host}. The link works once and expires in ${LINK_MINUTES} minutes.`,
  ],
  buttons: [{ label: 'Sign in to Market Trak', link }],
  footnotes: ['If you didn’t request this email, you can ignore it. No one can sign in without the link.'],
})
