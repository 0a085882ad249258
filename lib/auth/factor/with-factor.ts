import { and, eq, isNull, like, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { authSessions, recoveryCodes, userFactors } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { hashRecoveryCode, readRecoveryCode } from './recovery-code'
import { openSecret, sealSecret } from './secret-box'
import { matchingStep } from './totp'

/** Wrong codes in a row before a pause. Each further round doubles the pause. */
export const FAILURES_BEFORE_PAUSE = 5
const FIRST_PAUSE_MINUTES = 15
const LONGEST_PAUSE_MINUTES = 24 * 60

export type FactorTransaction = Parameters<Parameters<ReturnType<typeof system>['transaction']>[0]>[0]
type Factor = typeof userFactors.$inferSelect
export type UsedFactor = 'app' | 'recovery-code'

type Attempt<T> =
  | { kind: 'passed'; result: T }
  | { kind: 'wrong'; left: number }
  | { kind: 'paused'; until: Date }
  | { kind: 'none' }

/**
 * Checks an app code or a recovery code, and runs `work` in the same transaction. The person's row is locked: of two
 * requests with the same code, one passes, and parallel guesses are counted one by one.
 * @throws Refusal `factor.none`, `factor.wrong`, `factor.paused`
 */
export async function withFactor<T>(
  userId: number,
  code: string,
  work: (tx: FactorTransaction, used: UsedFactor) => Promise<T>,
  now = new Date(),
): Promise<T> {
  // A wrong code must be counted, so the transaction commits before the refusal is thrown.
  const attempt = await system().transaction(async (tx): Promise<Attempt<T>> => {
    const [factor] = await tx.select().from(userFactors).where(eq(userFactors.userId, userId)).for('update')
    if (!factor?.confirmedAt) return { kind: 'none' }
    if (factor.lockedUntil && factor.lockedUntil > now) return { kind: 'paused', until: factor.lockedUntil }
    const used = await accept(tx, factor, code, now)
    if (!used) return countFailure(tx, factor, now)
    await tx.update(userFactors).set({ failures: 0, lockedUntil: null }).where(eq(userFactors.userId, userId))
    return { kind: 'passed', result: await work(tx, used) }
  })
  if (attempt.kind === 'passed') return attempt.result
  if (attempt.kind === 'none') throw noFactor()
  if (attempt.kind === 'paused') throw paused(attempt.until, now)
  throw new Refusal(
    'factor.wrong',
    'That code isn’t valid. Enter the current code from your authenticator app, or an unused recovery code.',
    { left: attempt.left },
  )
}

/** Marks the code as used and returns its kind; null if the code is wrong. */
async function accept(
  tx: FactorTransaction,
  { userId, secret, lastStep }: Factor,
  code: string,
  now: Date,
): Promise<UsedFactor | null> {
  const digits = code.replace(/\s/g, '')
  if (/^\d{6}$/.test(digits)) {
    const opened = openSecret(userId, secret)
    if (opened === null) {
      log.error(
        { userId },
        'could not decrypt an authenticator secret: add the former NEXTAUTH_SECRET to NEXTAUTH_SECRET_PREVIOUS',
      )
      return null
    }
    const step = matchingStep(opened.secret, digits, now)
    if (step === null || step <= lastStep) return null
    const resealed = opened.isStale && { secret: sealSecret(userId, opened.secret) }
    await tx
      .update(userFactors)
      .set({ lastStep: step, ...resealed })
      .where(eq(userFactors.userId, userId))
    return 'app'
  }
  const recovery = readRecoveryCode(code)
  if (recovery === null) return null
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, hashRecoveryCode(userId, recovery)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ userId: recoveryCodes.userId })
  return used.length === 1 ? 'recovery-code' : null
}

async function countFailure(tx: FactorTransaction, factor: Factor, now: Date): Promise<Attempt<never>> {
  const failures = factor.failures + 1
  const rounds = Math.floor(failures / FAILURES_BEFORE_PAUSE)
  const pauses = failures % FAILURES_BEFORE_PAUSE === 0
  const minutes = Math.min(FIRST_PAUSE_MINUTES * 2 ** Math.min(rounds - 1, 10), LONGEST_PAUSE_MINUTES)
  const until = new Date(now.getTime() + minutes * 60_000)
  await tx
    .update(userFactors)
    .set({ failures, lockedUntil: pauses ? until : null })
    .where(eq(userFactors.userId, factor.userId))
  if (pauses) return { kind: 'paused', until }
  return { kind: 'wrong', left: FAILURES_BEFORE_PAUSE - (failures % FAILURES_BEFORE_PAUSE) }
}

/** Records that this browser passed the second factor, which also counts as a recent sign-in. */
export async function recordProof(tx: FactorTransaction, userId: number, sessionId: string): Promise<void> {
  if (!/^[0-9a-f]{16}$/.test(sessionId)) throw new Error('not the id of a session')
  await tx
    .update(authSessions)
    .set({ factorAt: sql`now()`, signedInAt: sql`now()` })
    .where(and(eq(authSessions.userId, userId), like(authSessions.tokenHash, `${sessionId}%`)))
}

/** Resets what other browsers have proven, because the factor has changed. */
export async function resetProofs(tx: FactorTransaction, userId: number): Promise<void> {
  await tx.update(authSessions).set({ factorAt: null }).where(eq(authSessions.userId, userId))
}

const noFactor = () =>
  new Refusal('factor.none', 'Two-factor authentication is off for your account. Turn it on first.')

function paused(until: Date, now: Date): Refusal {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
  const wait = minutes === 1 ? '1 minute' : `${minutes} minutes`
  return new Refusal('factor.paused', `Too many wrong codes. Try again in ${wait}.`, {
    retryAfterSeconds: minutes * 60,
  })
}
