import { createTransport } from 'nodemailer'
import { env } from '@/lib/core/settings/env'
import { type BuiltEmail, buildEmail } from '../account-email/layout'
import { LINK_MINUTES } from './sign-in-link'

/** Sends the link. It leads to a page with a button, because email scanners open every link. */
export async function sendSignInEmail(email: string, callbackUrl: string): Promise<void> {
  const { searchParams } = new URL(callbackUrl)
  const link = `${env().APP_URL}/sign-in/confirm?${searchParams}`
  const transport = createTransport(env().SMTP_URL)
  await transport.sendMail({
    // As an object it is one address, whatever is in it.
    to: { name: '', address: email },
    from: env().MAIL_FROM,
    ...signInEmail(link),
  })
}

function signInEmail(link: string): BuiltEmail {
  return buildEmail({
    subject: 'Your link to sign in to Market Trak',
    title: 'Your sign-in link',
    paragraphs: [
      `Sign in to Market Trak (${new URL(link).host}). The link works once, for ${LINK_MINUTES} minutes.`,
    ],
    button: { label: 'Sign in to Market Trak', link },
    foot: ['If you didn’t request this email, you can ignore it. Nobody can sign in without the link.'],
  })
}
