import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { users } from '@/db/schema/index'
import { mailboxOf } from '@/lib/email/address'
import { tryUse, type Use } from '@/lib/limits-of-use/limiter'
import { findNote } from '../sign-in/known-browser'

export type LinkRequest = { email: string; client: string; knownBrowser: string | null }
export type LinkRefusal = {
  error: 'TooManyLinks' | 'TooManyRequests' | 'TooManyNewcomers'
  retryAfterSeconds: number
}

/** Limits are counted in a table that has no need of people's addresses. */
const hashed = (text: string) => createHash('sha256').update(text).digest('base64url')

/** A mailbox as the subject of a limit. */
export const mailboxSubject = (email: string): string => hashed(mailboxOf(email))

/**
 * Counts an email with a sign-in link before it is sent; null: send it (R42). Nobody locks out someone else:
 * - One client reaches its own limit for an address long before the address reaches its own.
 * - When the address has reached its limit, every email counted is in its mailbox, and the window of the limit is no
 *   longer than a link is valid. So there is a link that works, whoever requested it.
 * - A browser that signed in as this address before has a limit of its own and passes the others.
 * - The limit over everyone is for addresses without an account. The others are as many as there are accounts.
 */
export async function refuseLink({ email, client, knownBrowser }: LinkRequest): Promise<LinkRefusal | null> {
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

/** What the sign-in page receives: the reason, and in how many minutes to try again. */
export const errorCode = ({ error, retryAfterSeconds }: LinkRefusal): string =>
  `${error}.${Math.ceil(retryAfterSeconds / 60)}`
