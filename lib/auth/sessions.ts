import { and, desc, eq, gt, like } from 'drizzle-orm'
import { system } from '@/db/client'
import { authSessions } from '@/db/schema'
import { browserWords } from './browser-words'

/** Enough of a session's hash to name it to its owner. */
const ID_LENGTH = 16

export type SessionView = { id: string; browser: string; signedInAt: Date; current: boolean }

/** Where a person is signed in, this browser first. */
export async function listSessions(userId: number, currentHash: string | null): Promise<SessionView[]> {
  const rows = await system()
    .select()
    .from(authSessions)
    .where(and(eq(authSessions.userId, userId), gt(authSessions.expiresAt, new Date())))
    .orderBy(desc(authSessions.createdAt))
  return rows
    .map(({ tokenHash, userAgent, createdAt }) => ({
      id: tokenHash.slice(0, ID_LENGTH),
      browser: browserWords(userAgent),
      signedInAt: createdAt,
      current: tokenHash === currentHash,
    }))
    .toSorted((a, b) => Number(b.current) - Number(a.current))
}

/** Signs one of the person's own browsers out; one that is out already, or somebody else's, stays as it is. */
export async function endSession(userId: number, id: string): Promise<void> {
  if (!/^[0-9a-f]{16}$/.test(id)) return
  await system()
    .delete(authSessions)
    .where(and(eq(authSessions.userId, userId), like(authSessions.tokenHash, `${id}%`)))
}

/** Signs the person out everywhere, this browser included. */
export async function endAllSessions(userId: number): Promise<void> {
  await system().delete(authSessions).where(eq(authSessions.userId, userId))
}
