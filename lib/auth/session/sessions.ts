import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { authSessions, authVerificationTokens } from '@/db/schema'
import { isAlive, SESSION_ID_LENGTH } from '../sign-in/adapter'
import { SESSION_DAYS } from './session-limits'

export type SessionView = { id: string; browser: string; signedInAt: Date; current: boolean }

/** The browsers a person is signed in with, this one first. */
export async function listSessions(userId: number, currentHash: string | null): Promise<SessionView[]> {
  const rows = await system()
    .select()
    .from(authSessions)
    .where(and(eq(authSessions.userId, userId), isAlive))
    .orderBy(desc(authSessions.createdAt))
  return rows
    .map(({ tokenHash, userAgent, createdAt }) => ({
      id: tokenHash.slice(0, SESSION_ID_LENGTH),
      browser: browserLabel(userAgent),
      signedInAt: createdAt,
      current: tokenHash === currentHash,
    }))
    .toSorted((a, b) => Number(b.current) - Number(a.current))
}

/** Signs out one of the person's own browsers. Does nothing if it is already signed out or someone else's. */
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

/** Deletes sessions and sign-in links that no longer work. Runs every hour. */
export async function pruneSessions(): Promise<{ sessions: number; links: number }> {
  const sessions = await system()
    .delete(authSessions)
    .where(
      or(
        lt(authSessions.expiresAt, sql`now()`),
        lt(authSessions.createdAt, sql`now() - make_interval(days => ${SESSION_DAYS})`),
      ),
    )
    .returning({ tokenHash: authSessions.tokenHash })
  const links = await system()
    .delete(authVerificationTokens)
    .where(lt(authVerificationTokens.expiresAt, sql`now()`))
    .returning({ identifier: authVerificationTokens.identifier })
  return { sessions: sessions.length, links: links.length }
}

/** In this order, because most browsers also name the ones they are based on. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
]

/** A browser's label, such as "Chrome on Mac". It comes from the user agent and proves nothing. */
export function browserLabel(userAgent: string | null): string {
  if (!userAgent) return 'A browser'
  const named = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = named(SYSTEMS)
  return `${named(BROWSERS) ?? 'A browser'}${system ? ` on ${system}` : ''}`
}
