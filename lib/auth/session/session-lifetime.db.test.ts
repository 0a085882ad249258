import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { authSessions, authVerificationTokens, users } from '@/db/schema'
import { adapter, hashSessionToken } from '../sign-in/adapter'
import { readSession } from './session'
import {
  DAY_SECONDS,
  IDLE_DAYS,
  isRefreshDue,
  nextAuthSession,
  REFRESH_MINUTES,
  SESSION_DAYS,
} from './session-limits'
import { listSessions, pruneSessions } from './sessions'

afterAll(() => disconnect())

const DAY_MS = DAY_SECONDS * 1_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)

async function signIn() {
  const [user] = await system()
    .insert(users)
    .values({ email: `${randomUUID()}@agency.test` })
    .returning()
  const sessionToken = randomUUID()
  const made = await adapter.createSession!({
    sessionToken,
    userId: String(user!.id),
    expires: inDays(SESSION_DAYS),
  })
  const isThis = eq(authSessions.tokenHash, hashSessionToken(sessionToken))
  const stored = async () => (await system().select().from(authSessions).where(isThis))[0]
  /** As if it had been created and used some days ago. */
  const age = (madeDaysAgo: number, endsInDays: number) =>
    system()
      .update(authSessions)
      .set({ createdAt: inDays(-madeDaysAgo), expiresAt: inDays(endsInDays) })
      .where(isThis)
  return { userId: user!.id, sessionToken, made, stored, age }
}

const isOpen = async (sessionToken: string) => (await adapter.getSessionAndUser!(sessionToken)) !== null
const use = (sessionToken: string) => adapter.updateSession!({ sessionToken, expires: inDays(SESSION_DAYS) })
const daysLeft = (row: { expiresAt: Date } | undefined) =>
  ((row?.expiresAt.getTime() ?? 0) - Date.now()) / DAY_MS

describe('R34: how long a session lasts', () => {
  it('ends after the idle limit, while its cookie could last as long as a session can', async () => {
    const { sessionToken, made, stored, age } = await signIn()
    expect(daysLeft({ expiresAt: made.expires })).toBeCloseTo(SESSION_DAYS, 1)
    expect(daysLeft(await stored())).toBeCloseTo(IDLE_DAYS, 1)
    expect(await isOpen(sessionToken)).toBe(true)
    await age(8, -0.01)
    expect(await isOpen(sessionToken)).toBe(false)
    await use(sessionToken)
    expect(await isOpen(sessionToken), 'using it does not bring it back').toBe(false)
  })

  it('lasts while it is used, but never longer than the limit since sign-in', async () => {
    const { sessionToken, stored, age } = await signIn()
    await age(10, 1)
    await use(sessionToken)
    expect(daysLeft(await stored())).toBeCloseTo(IDLE_DAYS, 1)
    await age(SESSION_DAYS - 2, 1)
    await use(sessionToken)
    expect(daysLeft(await stored())).toBeCloseTo(2, 1)
    expect(await use(sessionToken), 'nothing to write').toBeNull()
    await age(SESSION_DAYS + 0.01, 5)
    expect(await isOpen(sessionToken)).toBe(false)
  })

  it('the last use is stored once an hour, by us and by next-auth', () => {
    const { maxAge, updateAge } = nextAuthSession
    const usedAt = 1_000_000_000
    const expires = usedAt + IDLE_DAYS * DAY_SECONDS
    const due = usedAt + REFRESH_MINUTES * 60
    expect(expires - maxAge + updateAge).toBe(due)
    const isDueAt = (seconds: number) => isRefreshDue(new Date(expires * 1_000), seconds * 1_000)
    expect([isDueAt(due - 1), isDueAt(due)]).toEqual([false, true])
  })

  it('readSession reads who it is, and lets a session in use last longer', async () => {
    const { userId, sessionToken, stored, age } = await signIn()
    const before = await stored()
    expect(await readSession(sessionToken)).toMatchObject({ id: userId, proof: { factorAt: null } })
    expect(await stored(), 'used within the hour').toEqual(before)
    await age(3, 2)
    expect(await readSession(sessionToken)).toMatchObject({ id: userId })
    expect(daysLeft(await stored())).toBeCloseTo(IDLE_DAYS, 1)
    await age(8, -0.01)
    expect(await readSession(sessionToken)).toBeNull()
    expect(daysLeft(await stored()), 'reading does not bring it back').toBeLessThan(0)
    expect(await readSession(randomUUID())).toBeNull()
    expect(await readSession(null)).toBeNull()
  })

  it('ended sessions aren’t listed, and pruneSessions only deletes them and old links', async () => {
    const [open, idle, old] = [await signIn(), await signIn(), await signIn()]
    await idle.age(8, -0.01)
    await old.age(SESSION_DAYS + 0.01, 5)
    expect(await listSessions(old.userId, null)).toEqual([])
    const identifier = `${randomUUID()}@agency.test`
    await system()
      .insert(authVerificationTokens)
      .values([
        { identifier, token: 'old', expiresAt: inDays(-1) },
        { identifier, token: 'new', expiresAt: inDays(1) },
      ])
    await pruneSessions()
    expect([await open.stored(), await idle.stored(), await old.stored()]).toEqual([
      expect.anything(),
      undefined,
      undefined,
    ])
    const links = await system()
      .select({ token: authVerificationTokens.token })
      .from(authVerificationTokens)
      .where(sql`identifier = ${identifier}`)
    expect(links).toEqual([{ token: 'new' }])
  })
})
