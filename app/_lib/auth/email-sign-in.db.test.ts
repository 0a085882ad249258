import { createHash, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { authVerificationTokens, rateLimits, users } from '@/db/schema'
import { mintSignInLink } from '@/lib/auth/sign-in/sign-in-link'
import { setTestEnv } from '@/lib/billing/testing'
import { forgetLimiters } from '@/lib/rate-limits/limiter'
import { windowLimits } from '@/lib/rate-limits/limits'
import { inboxForTests } from '@/local/mail/testing'
import { TestBrowser } from './testing-browser'

const inbox = await inboxForTests()
const FORMER_SECRET = 'the-secret-before-the-change-is-long-enough'
setTestEnv({ SMTP_URL: inbox.smtpUrl, NEXTAUTH_SECRET_PREVIOUS: FORMER_SECRET })

beforeEach(async () => {
  forgetLimiters()
  await system().delete(rateLimits)
})
afterAll(() => disconnect())

const newAddress = () => `${randomUUID()}@agency.test`
const openLinks = async (email: string) =>
  (await system().select().from(authVerificationTokens).where(eq(authVerificationTokens.identifier, email)))
    .length

/** The form fields of the page that the newest email links to. */
async function emailedLink(email: string): Promise<Record<string, string>> {
  const [message] = await inbox.mailsTo(email)
  const link = /http[^\s"\\]*\/sign-in\/confirm\?[^\s"\\]*/.exec(JSON.stringify(message))?.[0] ?? ''
  return Object.fromEntries(new URL(link.replaceAll('&amp;', '&')).searchParams)
}

const CALLBACK = '/api/auth/callback/email'
const OURS = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }

describe('R34: a sign-in link', () => {
  it('is not used by GET requests, and signs in by POST on another device', async () => {
    const email = newAddress()
    expect(await new TestBrowser().requestLink(email)).toMatchObject({ error: null, status: 200 })
    const link = await emailedLink(email)

    const scanner = new TestBrowser('203.0.113.9')
    for (let i = 0; i < 3; i++) {
      // Also the URL of a submitted GET form.
      const seen = await scanner.get(`${CALLBACK}?${new URLSearchParams(link)}`)
      expect([seen.status, new URL(seen.headers.get('location') ?? '').pathname]).toEqual([
        303,
        '/sign-in/confirm',
      ])
      expect(seen.headers.getSetCookie()).toEqual([])
    }
    expect(await scanner.signedInAs()).toBeNull()

    const phone = new TestBrowser('198.51.100.7')
    const answer = await phone.post(CALLBACK, link, OURS)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([303, 'no-store'])
    expect(answer.headers.get('location')).toMatch(/^\/welcome\?/)
    expect(await phone.signedInAs()).toBe(email)

    const again = await new TestBrowser().post(CALLBACK, link, OURS)
    expect(again.headers.get('location')).toContain('error=Verification')
  })

  it('R52: that was sent before a change of NEXTAUTH_SECRET signs in, once, and only its own person', async () => {
    const email = newAddress()
    const link = await mintSignInLink(email, '/')
    const byFormer = createHash('sha256').update(`${link.token}${FORMER_SECRET}`).digest('hex')
    await system()
      .update(authVerificationTokens)
      .set({ token: byFormer })
      .where(eq(authVerificationTokens.identifier, email))
    const other = await new TestBrowser().post(CALLBACK, { ...link, email: newAddress() }, OURS)
    expect(other.headers.get('location')).toContain('error=Verification')
    const browser = new TestBrowser()
    await browser.post(CALLBACK, link, OURS)
    expect(await browser.signedInAs()).toBe(email)
    const again = await new TestBrowser().post(CALLBACK, link, OURS)
    expect(again.headers.get('location')).toContain('error=Verification')
  })

  it('cannot be used by a form on another site', async () => {
    const email = newAddress()
    const link = await mintSignInLink(email, '/')
    const browser = new TestBrowser()
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.test' },
      { origin: 'null' },
    ] as Record<string, string>[]) {
      const answer = await browser.post(CALLBACK, link, headers)
      expect(answer.headers.get('location')).toContain('error=OtherSite')
    }
    expect(await openLinks(email)).toBe(1)
    await browser.post(CALLBACK, link, OURS)
    expect(await browser.signedInAs()).toBe(email)
  })

  it('shows an error if it is incomplete or invalid, by GET and by POST', async () => {
    const email = newAddress()
    const { token } = await mintSignInLink(email, '/')
    const broken: Record<string, string>[] = [
      {},
      { email },
      { token },
      { email, token: token.slice(1) },
      { email: `x1 ${email}`, token },
      { email: `${email}\0`, token },
      { email, token: '\0' },
    ]
    for (const fields of broken) {
      const got = await new TestBrowser().get(`${CALLBACK}?${new URLSearchParams(fields)}`)
      const posted = await new TestBrowser().post(CALLBACK, fields, OURS)
      for (const answer of [got, posted])
        expect([answer.status, answer.headers.get('location')]).toEqual([
          303,
          'http://localhost:3000/sign-in?error=Verification',
        ])
    }
    const huge = await new TestBrowser().post(
      CALLBACK,
      { email, token, callbackUrl: 'x'.repeat(20_000) },
      OURS,
    )
    expect(huge.headers.get('location')).toContain('error=Verification')
    expect(await openLinks(email)).toBe(1)
  })

  it('redirects only to our own pages', async () => {
    const link = await mintSignInLink(newAddress(), 'https://evil.test/')
    const answer = await new TestBrowser().post(CALLBACK, link, OURS)
    expect(answer.headers.get('location')).not.toContain('//evil')
  })
})

describe('R42: requesting a link', () => {
  it.each([
    'x1 victim@agency.test',
    'Victim <victim@agency.test>',
    'victim@agency.test,other@agency.test',
    'victim(1)@agency.test',
    '\uff56ictim@agency.test',
    'victim@agency.test.',
    'victim@agency.test\0',
  ])('%j sends nothing and makes no account', async (text) => {
    const before = (await inbox.mailsTo('victim')).length
    expect((await new TestBrowser().requestLink(text)).error).toBe('EmailSignin')
    expect((await inbox.mailsTo('victim')).length).toBe(before)
    expect(await openLinks('victim@agency.test')).toBe(0)
    expect(
      await system()
        .select()
        .from(users)
        .where(eq(users.email, text.replaceAll('\0', ''))),
    ).toEqual([])
  })

  it('returns 429 with Retry-After above the limit, and the last link still works', async () => {
    const email = newAddress()
    const attacker = new TestBrowser('203.0.113.1')
    const { most } = windowLimits['sign-in-email.client-address']
    const answers = []
    for (let i = 0; i < most + 2; i++) answers.push(await attacker.requestLink(email.toUpperCase()))
    expect(answers.filter(({ error }) => error === null)).toHaveLength(most)
    const refused = answers.at(-1)
    expect(refused).toMatchObject({
      status: 429,
      error: expect.stringMatching(/^TooManyLinks\.([12]\d|30|\d)$/),
    })
    expect(Number(refused?.retryAfter)).toBeGreaterThan(0)
    expect((await inbox.mailsTo(email)).length).toBe(most)

    const victim = new TestBrowser('192.0.2.50')
    await victim.post(CALLBACK, await emailedLink(email), OURS)
    expect(await victim.signedInAs()).toBe(email)
  })

  it('does not block a known browser when others reach the limit', async () => {
    const email = newAddress()
    const known = new TestBrowser('192.0.2.60')
    await known.post(CALLBACK, await mintSignInLink(email, '/'), OURS)
    expect(known.jar.has('market-trak-known-browser')).toBe(true)
    for (let i = 0; i < 12; i++) await new TestBrowser(`203.0.113.${i}`).requestLink(email)
    expect((await new TestBrowser('192.0.2.60').requestLink(email)).status).toBe(429)
    expect(await known.requestLink(email)).toMatchObject({ error: null, status: 200 })
  })
})
