import { createHash, randomBytes } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { system } from '@/db/client'
import { authVerificationTokens } from '@/db/schema'
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
  const stored = hashAsNextAuth(token, env().NEXTAUTH_SECRET)
  const expires = new Date(Date.now() + 60_000)
  await adapter.createVerificationToken?.({ identifier: email, token: stored, expires })
  return { email, token, callbackUrl }
}

/** next-auth only knows the current secret. Makes a link that was sent before a change of it valid under the new one. */
export async function adoptSignInLink({ email, token }: Pick<SignInLink, 'email' | 'token'>): Promise<void> {
  const { NEXTAUTH_SECRET, NEXTAUTH_SECRET_PREVIOUS } = env()
  if (NEXTAUTH_SECRET_PREVIOUS.length === 0) return
  const former = NEXTAUTH_SECRET_PREVIOUS.map((secret) => hashAsNextAuth(token, secret))
  await system()
    .update(authVerificationTokens)
    .set({ token: hashAsNextAuth(token, NEXTAUTH_SECRET) })
    .where(and(eq(authVerificationTokens.identifier, email), inArray(authVerificationTokens.token, former)))
}

const hashAsNextAuth = (token: string, secret: string): string =>
  createHash('sha256').update(`${token}${secret}`).digest('hex')
