import { system } from '@/db/client'
import { env } from '@/lib/core/settings/env'
import { readEmailAddress } from '@/lib/email/address'
import type { EmailContent } from '@/lib/email/content'
import { renderEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/transport'
import { isReserved } from '../email-change/store'
import { checkLinkLimits, signInErrorCode } from '../sign-in-limits/sign-in-limits'
import { LINK_MINUTES } from './sign-in-link'
import { signInRequest } from './sign-in-request'

/** The input isn't a single plain address: a user error, not a failure. */
export class InvalidAddress extends Error {
  override name = 'InvalidAddress'
}

/** Called by next-auth before anything is looked up or sent. @throws InvalidAddress */
export function normalizeIdentifier(identifier: unknown): string {
  const address = readEmailAddress(identifier)
  if (address === null) throw new InvalidAddress('not one plain email address')
  return address
}

/** Whether a link can be emailed to the address: true, or the page that says when to try again. */
export async function checkLinkRequest(email: string): Promise<true | string> {
  const request = signInRequest()
  const refusal = await checkLinkLimits({ email, client: request.client, knownBrowser: request.knownBrowser })
  if (!refusal) return true
  request.retryAfterSeconds = refusal.retryAfterSeconds
  return `${env().APP_URL}/sign-in?error=${signInErrorCode(refusal)}`
}

/** Whether a used link signs in: true, or an error page. A recently changed address must not create a new account. */
export async function checkLinkUse(email: string): Promise<true | string> {
  const { APP_URL } = env()
  if (readEmailAddress(email) !== email) return `${APP_URL}/sign-in?error=Verification`
  return (await isReserved(system(), email)) ? `${APP_URL}/sign-in?error=AddressChanged` : true
}

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
