import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { disconnect, system } from '@/db/client'
import { recoveryCodes, userFactors, users } from '@/db/schema'
import { code as codeOf } from '@/lib/core/testing'
import { isFactorPending } from '../session/session-proof'
import { adapter, type SignedInUser } from '../sign-in/adapter'
import { cancelEnrollment, confirmEnrollment, readFactorStatus, startEnrollment } from './enroll-factor'
import { openSecret } from './secret-box'
import { totpCode } from './totp'
import { removeFactor, renewRecoveryCodes, verifyFactor } from './use-factor'
import { FAILURES_BEFORE_PAUSE } from './with-factor'

const notices = vi.hoisted(() => [] as { to: string; subject: string }[])
vi.mock('../account-email/security-notice', () => ({
  sendSecurityNotice: async (to: string, { subject }: { subject: string }) => notices.push({ to, subject }),
}))

beforeAll(() => {
  process.env.NEXTAUTH_SECRET = 'a-secret-of-the-tests-that-is-long-enough'
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_WEBHOOK_SECRET: 'whsec_local_test',
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'Market Trak <hello@market-trak.test>',
  })
})
afterAll(() => disconnect())

const STEP_MS = 30_000
const START = new Date('2026-11-28T10:00:00Z')
const atStep = (steps: number) => new Date(START.getTime() + steps * STEP_MS)

async function makePerson() {
  const email = `${randomUUID()}@agency.test`
  const [user] = await system().insert(users).values({ email }).returning()
  return { id: user!.id, email }
}

async function signIn(userId: number) {
  const sessionToken = randomUUID()
  await adapter.createSession!({
    sessionToken,
    userId: String(userId),
    expires: new Date(Date.now() + 86_400_000),
  })
  const proof = async () => {
    const { user } = (await adapter.getSessionAndUser!(sessionToken))!
    return (user as SignedInUser).proof
  }
  return { sessionId: (await proof()).sessionId, proof }
}

async function secretOf(userId: number): Promise<string> {
  const [row] = await system().select().from(userFactors).where(eq(userFactors.userId, userId))
  return openSecret(userId, row?.secret ?? '')?.secret ?? ''
}

/** A person with the factor on since START, one verified browser, and codes for any later step. */
async function enrolled() {
  const person = await makePerson()
  const browser = await signIn(person.id)
  await startEnrollment(person)
  const secret = await secretOf(person.id)
  const { recoveryCodes: codes } = await confirmEnrollment(
    person,
    browser.sessionId,
    totpCode(secret, START),
    START,
  )
  const tryCode = (code: string, at: Date) => codeOf(verifyFactor(person, browser.sessionId, code, at))
  return { person, browser, secret, codes, tryCode, code: (steps: number) => totpCode(secret, atStep(steps)) }
}

describe('R34: turning on the second factor', () => {
  it('confirmEnrollment needs a valid code, verifies this browser, and requires a code in all others', async () => {
    const person = await makePerson()
    const [here, there] = [await signIn(person.id), await signIn(person.id)]
    await startEnrollment(person)
    expect(await readFactorStatus(person)).toMatchObject({ state: 'pending', qrCode: expect.any(String) })
    expect(await here.proof()).toMatchObject({ hasFactor: false })
    const secret = await secretOf(person.id)
    const [stored] = await system().select().from(userFactors).where(eq(userFactors.userId, person.id))
    expect(JSON.stringify(stored)).not.toContain(secret)

    expect(await codeOf(confirmEnrollment(person, here.sessionId, '000000', START))).toBe('factor.wrong')
    const code = totpCode(secret, START)
    const { recoveryCodes: codes } = await confirmEnrollment(person, here.sessionId, code, START)
    expect(codes).toHaveLength(10)
    expect(await readFactorStatus(person)).toEqual({ state: 'on', since: START, recoveryCodesLeft: 10 })
    expect(isFactorPending(await here.proof())).toBe(false)
    expect(isFactorPending(await there.proof())).toBe(true)
    expect(isFactorPending(await (await signIn(person.id)).proof())).toBe(true)
    const storedCodes = await system().select().from(recoveryCodes).where(eq(recoveryCodes.userId, person.id))
    for (const one of codes) expect(JSON.stringify(storedCodes)).not.toContain(one.replaceAll('-', ''))
    expect(notices).toContainEqual({ to: person.email, subject: 'Two-factor authentication is on' })
  })

  it('repeating the request or restarting setup leaves the factor unchanged', async () => {
    const { person, browser, secret, code } = await enrolled()
    expect(await codeOf(startEnrollment(person))).toBe('factor.on')
    expect(await codeOf(confirmEnrollment(person, browser.sessionId, code(0), START))).toBe('factor.on')
    await cancelEnrollment(person)
    expect(await secretOf(person.id)).toBe(secret)
  })

  it('two simultaneous confirmEnrollment calls return recovery codes once', async () => {
    const person = await makePerson()
    const { sessionId } = await signIn(person.id)
    await startEnrollment(person)
    const code = totpCode(await secretOf(person.id), START)
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => confirmEnrollment(person, sessionId, code, START)),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readFactorStatus(person)).toMatchObject({ recoveryCodesLeft: 10 })
  })

  it('a canceled setup is deleted, and its code no longer works', async () => {
    const person = await makePerson()
    const { sessionId } = await signIn(person.id)
    await startEnrollment(person)
    const code = totpCode(await secretOf(person.id), START)
    await cancelEnrollment(person)
    expect(await codeOf(confirmEnrollment(person, sessionId, code, START))).toBe('factor.not-started')
    expect(await readFactorStatus(person)).toEqual({ state: 'off' })
  })

  it('codes and sessions of another person are refused', async () => {
    const [mine, theirs] = [await enrolled(), await enrolled()]
    expect(await mine.tryCode(theirs.code(2), atStep(2))).toBe('factor.wrong')
    const strange = await signIn(theirs.person.id)
    await verifyFactor(mine.person, strange.sessionId, mine.code(4), atStep(4))
    expect(isFactorPending(await strange.proof())).toBe(true)
  })
})

describe('R34: passing the second factor', () => {
  it('a code is accepted once, even in ten simultaneous requests, and older codes are refused afterwards', async () => {
    const { tryCode, code } = await enrolled()
    expect(await tryCode(code(0), START), 'the code that confirmed it').toBe('factor.wrong')
    const tries = await Promise.all(Array.from({ length: 4 }, () => tryCode(code(3), atStep(3))))
    expect(tries.toSorted()).toEqual(['factor.wrong', 'factor.wrong', 'factor.wrong', 'no refusal'])
    expect(await tryCode(code(2), atStep(3))).toBe('factor.wrong')
    expect(await tryCode(code(4), atStep(3))).toBe('no refusal')
  })

  it('simultaneous guesses are counted one by one, and then even the right code has to wait', async () => {
    const { person, tryCode, code, codes } = await enrolled()
    const guesses = Array.from({ length: 30 }, (_, i) => tryCode(String(100_000 + i), atStep(10)))
    const outcomes = await Promise.all(guesses)
    expect(outcomes.filter((one) => one === 'factor.wrong')).toHaveLength(FAILURES_BEFORE_PAUSE - 1)
    expect(outcomes.filter((one) => one === 'factor.paused')).toHaveLength(31 - FAILURES_BEFORE_PAUSE)
    expect(await tryCode(code(11), atStep(11))).toBe('factor.paused')
    expect(await tryCode(codes[0] ?? '', atStep(11))).toBe('factor.paused')
    expect(await codeOf(removeFactor(person, code(11), atStep(11)))).toBe('factor.paused')
    // 15 minutes are 30 steps.
    expect(await tryCode(code(41), atStep(41))).toBe('no refusal')
  })

  it('each further round of wrong codes doubles the pause', async () => {
    const { person, tryCode } = await enrolled()
    for (let i = 0; i < FAILURES_BEFORE_PAUSE; i++) await tryCode('000000', atStep(1))
    for (let i = 0; i < FAILURES_BEFORE_PAUSE; i++) await tryCode('000000', atStep(40))
    const [row] = await system().select().from(userFactors).where(eq(userFactors.userId, person.id))
    expect(row?.lockedUntil?.getTime()).toBe(atStep(40).getTime() + 30 * 60_000)
  })

  it('a recovery code works once, even in simultaneous requests, and the person is emailed', async () => {
    const { person, tryCode, codes } = await enrolled()
    const code = codes[3]?.toUpperCase() ?? ''
    const tries = await Promise.all([tryCode(code, atStep(2)), tryCode(code, atStep(2))])
    expect(tries.toSorted()).toEqual(['factor.wrong', 'no refusal'])
    expect(await readFactorStatus(person)).toMatchObject({ recoveryCodesLeft: 9 })
    expect(notices).toContainEqual({ to: person.email, subject: 'A recovery code was used' })
    expect(await (await enrolled()).tryCode(codes[4] ?? '', atStep(2))).toBe('factor.wrong')
  })

  it('verifyFactor verifies a pending browser', async () => {
    const { person, code } = await enrolled()
    const browser = await signIn(person.id)
    expect(isFactorPending(await browser.proof())).toBe(true)
    await verifyFactor(person, browser.sessionId, code(5), atStep(5))
    expect(isFactorPending(await browser.proof())).toBe(false)
  })

  it('after NEXTAUTH_SECRET changed the app code is refused and a recovery code still works', async () => {
    const { person, tryCode, codes, code } = await enrolled()
    await system().update(userFactors).set({ secret: 'v1.AAAA' }).where(eq(userFactors.userId, person.id))
    expect(await tryCode(code(2), atStep(2))).toBe('factor.wrong')
    expect(await tryCode(codes[0] ?? '', atStep(2))).toBe('no refusal')
  })
})

describe('R34: turning the second factor off', () => {
  it('removeFactor needs a code, can’t be repeated, and earlier proofs don’t count for a new factor', async () => {
    const { person, browser, code } = await enrolled()
    expect(await codeOf(removeFactor(person, '000000', atStep(2)))).toBe('factor.wrong')
    await removeFactor(person, code(2), atStep(2))
    expect(await codeOf(removeFactor(person, code(3), atStep(3)))).toBe('factor.none')
    expect(await browser.proof()).toMatchObject({ hasFactor: false, factorAt: null })
    expect(await readFactorStatus(person)).toEqual({ state: 'off' })
    expect(notices).toContainEqual({ to: person.email, subject: 'Two-factor authentication is off' })
  })

  it('renewRecoveryCodes needs a code and invalidates the old recovery codes', async () => {
    const { person, tryCode, code, codes } = await enrolled()
    expect(await codeOf(renewRecoveryCodes(person, '000000', atStep(2)))).toBe('factor.wrong')
    const fresh = await renewRecoveryCodes(person, code(2), atStep(2))
    expect(await tryCode(codes[0] ?? '', atStep(3))).toBe('factor.wrong')
    expect(await tryCode(fresh.recoveryCodes[0] ?? '', atStep(3))).toBe('no refusal')
    expect(await readFactorStatus(person)).toMatchObject({ recoveryCodesLeft: 9 })
  })
})
