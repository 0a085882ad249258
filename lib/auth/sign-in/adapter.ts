import { createHash } from 'node:crypto'
import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { system } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import { authAccounts, authSessions, authVerificationTokens, userFactors, users } from '@/db/schema/index'
import { readEmailAddress } from '@/lib/email/address'
import { isReserved } from '../email-change/store'
import { IDLE_DAYS, SESSION_DAYS } from '../session/session-limits'
import type { SessionProof } from '../session/session-proof'
import { earlierTrial } from './earlier-trial'
import { linkAccount } from './linked-accounts'
import { browserOfSignIn } from './sign-in-request'

/** What next-auth knows of a person. Every request reads it. */
const userColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  image: users.image,
  emailVerifiedAt: users.emailVerifiedAt,
}
type UserRow = Pick<typeof users.$inferSelect, keyof typeof userColumns>

const sessionColumns = {
  tokenHash: authSessions.tokenHash,
  userId: authSessions.userId,
  expiresAt: authSessions.expiresAt,
  signedInAt: authSessions.signedInAt,
  factorAt: authSessions.factorAt,
}

/** The browser has the token, we store its hash. A copy of the table can't be used to sign in. */
export function hashSessionToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function toAdapterUser(row: UserRow): AdapterUser {
  return {
    id: String(row.id),
    email: row.email,
    name: row.name,
    image: row.image,
    emailVerified: row.emailVerifiedAt,
  }
}

/** A session's user, with our fields in addition to next-auth's. */
export type SignedInUser = AdapterUser & { proof: SessionProof }

/** Long enough to identify a session among its owner's sessions. */
export const SESSION_ID_LENGTH = 16

/** When a session ends without further use: after the idle limit, and never later than the limit since sign-in. */
const idleEnd = sql`least(now() + make_interval(days => ${IDLE_DAYS}), ${authSessions.createdAt} + make_interval(days => ${SESSION_DAYS}))`
export const isAlive = and(
  gt(authSessions.expiresAt, sql`now()`),
  gt(authSessions.createdAt, sql`now() - make_interval(days => ${SESSION_DAYS})`),
)

async function findUser(where: ReturnType<typeof eq>): Promise<AdapterUser | null> {
  const [row] = await system().select().from(users).where(where).limit(1)
  return row ? toAdapterUser(row) : null
}

const sameEmail = (email: string) => eq(sql`lower(${users.email})`, email.trim().toLowerCase())

const readSessionAndUser = preparedRead((db, given: Given<'tokenHash'>) =>
  db
    .select({
      session: sessionColumns,
      user: userColumns,
      hasFactor: sql<boolean>`${userFactors.confirmedAt} is not null`,
    })
    .from(authSessions)
    .innerJoin(users, eq(users.id, authSessions.userId))
    .leftJoin(userFactors, eq(userFactors.userId, users.id))
    .where(and(eq(authSessions.tokenHash, given('tokenHash')), isAlive))
    .limit(1),
)

/** Stores next-auth's people, sessions and one-time links in our tables. */
export const adapter = {
  async createUser(user: Omit<AdapterUser, 'id'>) {
    const email = readEmailAddress(user.email)
    if (email === null) throw new Error('an account needs one plain email address')
    // Its previous owner can restore it for some days (email-change/undo.ts).
    if (await isReserved(system(), email)) throw new Error('this address was changed a few days ago')
    const [row] = await system()
      .insert(users)
      .values({
        email,
        name: user.name ?? '',
        image: user.image,
        emailVerifiedAt: user.emailVerified,
        trialUsedAt: await earlierTrial(email),
      })
      .returning()
    return toAdapterUser(row!)
  },

  getUser: (id) => findUser(eq(users.id, Number(id))),
  getUserByEmail: (email) => findUser(sameEmail(email)),

  async getUserByAccount({ provider, providerAccountId }) {
    const [found] = await system()
      .select({ user: users })
      .from(authAccounts)
      .innerJoin(users, eq(users.id, authAccounts.userId))
      .where(and(eq(authAccounts.provider, provider), eq(authAccounts.providerAccountId, providerAccountId)))
      .limit(1)
    return found ? toAdapterUser(found.user) : null
  },

  async updateUser({ id, name, image, emailVerified }) {
    const [row] = await system()
      .update(users)
      .set({
        ...(name ? { name } : {}),
        ...(image ? { image } : {}),
        // Also ensures that there is at least one column to set.
        emailVerifiedAt: emailVerified ?? sql`${users.emailVerifiedAt}`,
      })
      .where(eq(users.id, Number(id)))
      .returning()
    return toAdapterUser(row!)
  },

  linkAccount,

  async createSession({ sessionToken, userId, expires }) {
    await system()
      .insert(authSessions)
      .values({
        tokenHash: hashSessionToken(sessionToken),
        userId: Number(userId),
        expiresAt: sql`least(${expires.toISOString()}::timestamptz, now() + make_interval(days => ${IDLE_DAYS}))`,
        userAgent: browserOfSignIn(),
      })
    // The cookie lasts as long as a session can; the row decides.
    return { sessionToken, userId, expires }
  },

  async getSessionAndUser(sessionToken) {
    const [found] = await readSessionAndUser(system(), { tokenHash: hashSessionToken(sessionToken) })
    if (!found) return null
    const { session, user, hasFactor } = found
    const { tokenHash, signedInAt, factorAt } = session
    const signedIn: SignedInUser = {
      ...toAdapterUser(user),
      proof: { sessionId: tokenHash.slice(0, SESSION_ID_LENGTH), signedInAt, factorAt, hasFactor },
    }
    return {
      session: { sessionToken, userId: String(session.userId), expires: session.expiresAt },
      user: signedIn,
    }
  },

  // next-auth requests its full lifetime. We apply the idle limit and the limit since sign-in.
  async updateSession({ sessionToken }) {
    const isThis = eq(authSessions.tokenHash, hashSessionToken(sessionToken))
    // Read first: a time that depends on the row can't be computed in a write (R53).
    const [found] = await system()
      .select({ end: idleEnd.mapWith(authSessions.expiresAt) })
      .from(authSessions)
      // Near its end, a session would be updated at each request without a change.
      .where(and(isThis, isAlive, lt(authSessions.expiresAt, sql`${idleEnd} - interval '1 minute'`)))
    if (!found) return null
    const [row] = await system().update(authSessions).set({ expiresAt: found.end }).where(isThis).returning()
    return row ? { sessionToken, userId: String(row.userId), expires: row.expiresAt } : null
  },

  async deleteSession(sessionToken) {
    await system()
      .delete(authSessions)
      .where(eq(authSessions.tokenHash, hashSessionToken(sessionToken)))
  },

  async createVerificationToken({ identifier, token, expires }) {
    await system().delete(authVerificationTokens).where(lt(authVerificationTokens.expiresAt, new Date()))
    await system().insert(authVerificationTokens).values({ identifier, token, expiresAt: expires })
    return { identifier, token, expires }
  },

  // A single statement, so that only one of two clicks on the same link gets the row.
  async useVerificationToken({ identifier, token }) {
    const [row] = await system()
      .delete(authVerificationTokens)
      .where(and(eq(authVerificationTokens.identifier, identifier), eq(authVerificationTokens.token, token)))
      .returning()
    return row ? { identifier: row.identifier, token: row.token, expires: row.expiresAt } : null
  },
} satisfies Adapter
