import { createHash, randomBytes } from 'node:crypto'
import { env } from '@/lib/core/env'
import { adapter } from './adapter'

export const LINK_MINUTES = 30
/** Links to one address that may be open at a time: enough for an impatient person, useless for flooding a mailbox. */
export const OPEN_LINKS_LIMIT = 5

/** The callback of next-auth's email provider: the one door through which a link, or a demo person, comes in. */
export function callbackPath(link: { email: string; token: string; callbackUrl: string }): string {
  return `/api/auth/callback/email?${new URLSearchParams(link)}`
}

/** Mints a one-time link exactly as next-auth's email provider does, without sending it. */
export async function mintSignInLink(email: string, callbackUrl: string): Promise<string> {
  const token = randomBytes(32).toString('hex')
  const stored = createHash('sha256').update(`${token}${env().NEXTAUTH_SECRET}`).digest('hex')
  const expires = new Date(Date.now() + 60_000)
  await adapter.createVerificationToken?.({ identifier: email, token: stored, expires })
  return callbackPath({ email, token, callbackUrl })
}
