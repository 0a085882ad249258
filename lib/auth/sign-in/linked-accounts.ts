import { and, eq, sql } from 'drizzle-orm'
import type { AdapterAccount } from 'next-auth/adapters'
import { z } from 'zod'
import { system } from '@/db/client'
import { authAccounts, users } from '@/db/schema/index'
import { readEmailAddress } from '@/lib/email/address'
import { queueAccountEmail, sendAccountEmails } from '../account-email/outbox'

const Claims = z.object({ email: z.string(), email_verified: z.literal(true) })

/** The account's verified address at Google; null if there is none. */
export function verifiedAddress(profile: unknown): string | null {
  const claims = Claims.safeParse(profile)
  return claims.success ? readEmailAddress(claims.data.email) : null
}

/** The claims of an ID token whose signature next-auth has checked. */
function claimsOf(idToken: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

/**
 * Links a Google account, only to the person with the same verified address. next-auth doesn't compare addresses when
 * someone is signed in, so this checks the token itself, regardless of the callbacks (R34). The provider's tokens aren't
 * stored, because we only need to identify the person.
 */
export async function linkAccount(account: AdapterAccount): Promise<void> {
  const { provider, providerAccountId } = account
  const userId = Number(account.userId)
  const email = verifiedAddress(claimsOf(account.id_token))
  const queued = await system().transaction(async (tx) => {
    if (email === null) throw new Error('an account without a verified address is not linked')
    const [person] = await tx
      .update(users)
      // The first time. `least` ignores null, and Citus refuses a clock in `coalesce` (R53).
      .set({ emailVerifiedAt: sql`least(${users.emailVerifiedAt}, now())` })
      .where(and(eq(users.id, userId), eq(sql`lower(${users.email})`, email)))
      .returning({ email: users.email })
    if (!person) throw new Error('an account with another address is not linked')
    await tx.insert(authAccounts).values({ provider, providerAccountId, userId, email })
    const notice = { kind: 'google-linked', data: { googleEmail: email } } as const
    return queueAccountEmail(tx, { userId, to: person.email, email: notice })
  })
  await sendAccountEmails([queued])
}

export type LinkedAccount = { id: string; email: string | null; linkedAt: Date | null }

/** The Google accounts linked to this person. */
export async function listLinkedAccounts(userId: number): Promise<LinkedAccount[]> {
  return system()
    .select({
      id: authAccounts.providerAccountId,
      email: authAccounts.email,
      linkedAt: authAccounts.linkedAt,
    })
    .from(authAccounts)
    .where(and(eq(authAccounts.userId, userId), isGoogle))
    .orderBy(authAccounts.linkedAt)
}

/** Unlinks one of the person's own Google accounts. Does nothing if it is someone else's or already unlinked. */
export async function unlinkAccount(userId: number, id: string): Promise<void> {
  const queued = await system().transaction(async (tx) => {
    const [unlinked] = await tx
      .delete(authAccounts)
      .where(and(eq(authAccounts.userId, userId), isGoogle, eq(authAccounts.providerAccountId, id)))
      .returning({ email: authAccounts.email })
    if (!unlinked) return []
    const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId))
    if (!person) return []
    const notice = { kind: 'google-unlinked', data: { googleEmail: unlinked.email } } as const
    return [await queueAccountEmail(tx, { userId, to: person.email, email: notice })]
  })
  await sendAccountEmails(queued)
}

const isGoogle = eq(authAccounts.provider, 'google')
