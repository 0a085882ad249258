import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { users } from '@/db/schema/index'
import { mailboxOf } from '@/lib/email/address'
import { tryUse, type Use } from '@/lib/rate-limits/limiter'
import { findNote } from '../sign-in/known-browser'

export type LinkRequest = { email: string; client: string; knownBrowser: string | null }
export type LinkRefusal = {
  error: 'TooManyLinks' | 'TooManyRequests' | 'TooManyNewcomers'
  retryAfterSeconds: number
}

/** The table that counts limits doesn't store addresses. */
const hashed = (text: string) => createHash('sha256').update(text).digest('base64url')

/** A mailbox as the subject of a limit. */
export const mailboxSubject = (email: string): string => hashed(mailboxOf(email))

/**
 * Counts a sign-in email before it is sent; null if it can be sent (R42). No one can lock out someone else:
 * - A client reaches its own limit for an address long before the address reaches its limit.
 * - When an address reaches its limit, every counted email is in its mailbox, and the limit's window is no longer than a
 *   link is valid. So one of the links works, no matter who requested it.
 * - A browser that signed in with this address before only counts against a separate limit.
 * - The limit across all clients only applies to addresses without an account.
 */
export async function checkLinkLimits({
  email,
  client,
  knownBrowser,
}: LinkRequest): Promise<LinkRefusal | null> {
  const mailbox = mailboxSubject(email)
  const note = findNote(knownBrowser, email)
  if (note) {
    return firstRefusal([[{ name: 'sign-in-email.known-browser', subject: hashed(note) }, 'TooManyLinks']])
  }
  return firstRefusal([
    [{ name: 'sign-in-email.client-address', subject: hashed(`${client} ${mailbox}`) }, 'TooManyLinks'],
    [{ name: 'sign-in-email.client', subject: client }, 'TooManyRequests'],
    [{ name: 'sign-in-email.address', subject: mailbox }, 'TooManyLinks'],
    ...((await hasAccount(email)) ? [] : [newcomer]),
  ])
}

const newcomer: [Use, LinkRefusal['error']] = [
  { name: 'sign-in-email.everyone', subject: 'newcomers' },
  'TooManyNewcomers',
]

async function firstRefusal(uses: [Use, LinkRefusal['error']][]): Promise<LinkRefusal | null> {
  for (const [{ name, subject }, error] of uses) {
    const outcome = await tryUse(name, subject)
    if (!outcome.ok) return { error, retryAfterSeconds: outcome.retryAfterSeconds }
  }
  return null
}

async function hasAccount(email: string): Promise<boolean> {
  const [row] = await system()
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email))
    .limit(1)
  return row !== undefined
}

/** The error code for the sign-in page: the reason, and in how many minutes to try again. */
export const signInErrorCode = ({ error, retryAfterSeconds }: LinkRefusal): string =>
  `${error}.${Math.ceil(retryAfterSeconds / 60)}`
