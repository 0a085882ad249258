import { createHash, randomBytes } from 'node:crypto'
import { env } from '@/lib/core/settings/env'
import { adapter } from './adapter'

export const LINK_MINUTES = 30
export type SignInLink = { email: string; token: string; callbackUrl: string }

/** The callback of next-auth's email provider, only reachable by POST through app/_lib/auth/email-callback.ts. */
export function callbackPath(link: SignInLink): string {
  return `/api/auth/callback/email?${new URLSearchParams(link)}`
}

/** Mints a one-time link exactly as next-auth's email provider does, without sending it. */
export async function mintSignInLink(email: string, callbackUrl: string): Promise<SignInLink> {
  const token = randomBytes(32).toString('hex')
  const stored = createHash('sha256').update(`${token}${env().NEXTAUTH_SECRET}`).digest('hex')
  const expires = new Date(Date.now() + 60_000)
  await adapter.createVerificationToken?.({ identifier: email, token: stored, expires })
  return { email, token, callbackUrl }
}
