import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { accountEmails, authAccounts, users } from '@/db/schema'
import { adapter } from '@/lib/auth/sign-in/adapter'
import { listLinkedAccounts, unlinkAccount } from '@/lib/auth/sign-in/linked-accounts'
import { authOptions } from '@/lib/auth/sign-in/options'
import { mintSignInLink } from '@/lib/auth/sign-in/sign-in-link'
import { setTestEnv } from '@/lib/billing/testing'
import { type GoogleAccount, googleForTests } from '@/local/google/testing'
import { inboxForTests } from '@/local/mail/testing'
import { TestBrowser } from './testing-browser'

const CLIENT_ID = 'client-of-the-tests'
const inbox = await inboxForTests()
const google = await googleForTests(CLIENT_ID)
setTestEnv({ SMTP_URL: inbox.smtpUrl, AUTH_GOOGLE_ID: CLIENT_ID, AUTH_GOOGLE_SECRET: 'secret-of-the-tests' })

beforeAll(() => {
  // The product's own options with a fake Google.
  const provider = authOptions().providers.find(({ id }) => id === 'google')
  Object.assign(provider?.options ?? {}, { wellKnown: google.wellKnown, issuer: google.issuer })
})
afterAll(() => disconnect())

const newAddress = () => `${randomUUID()}@agency.test`
const account = (email: string, over: Partial<GoogleAccount> = {}): GoogleAccount => ({
  sub: randomUUID(),
  email,
  email_verified: true,
  name: 'Sam Hill',
  ...over,
})
const OURS = { 'sec-fetch-site': 'same-origin' }

async function signedIn(
  email = newAddress(),
): Promise<{ browser: TestBrowser; email: string; userId: number }> {
  const browser = new TestBrowser()
  await browser.post('/api/auth/callback/email', await mintSignInLink(email, '/'), OURS)
  const [user] = await system().select().from(users).where(eq(users.email, email))
  return { browser, email, userId: user?.id ?? 0 }
}

const linkedTo = async (sub: string) =>
  (await system().select().from(authAccounts).where(eq(authAccounts.providerAccountId, sub))).map(
    ({ userId }) => userId,
  )
const emailsOf = async (userId: number) =>
  (
    await system()
      .select()
      .from(accountEmails)
      .where(eq(accountEmails.userId, userId))
      .orderBy(accountEmails.createdAt)
  ).map(({ kind }) => kind)

describe('R34: signing in with Google', () => {
  it('does not link another person’s Google account while signed in', async () => {
    const { browser, email, userId } = await signedIn()
    const bob = account(newAddress())
    expect(await browser.signInWithGoogle(google.codeFor(bob))).toBe('/profile?google=other-address')
    expect(await linkedTo(bob.sub)).toEqual([])
    expect(await browser.signedInAs()).toBe(email)
    expect(await emailsOf(userId)).toEqual([])
    // The Google account signs in to its own account.
    const other = new TestBrowser()
    await other.signInWithGoogle(google.codeFor(bob))
    expect(await other.signedInAs()).toBe(bob.email)
  })

  it('links an account with the same verified address while signed in, and emails the user', async () => {
    const { browser, email, userId } = await signedIn()
    const mine = account(email.toUpperCase())
    expect(await browser.signInWithGoogle(google.codeFor(mine), '/profile')).toBe('/profile')
    expect(await linkedTo(mine.sub)).toEqual([userId])
    expect(await listLinkedAccounts(userId)).toMatchObject([
      { id: mine.sub, email, linkedAt: expect.any(Date) },
    ])
    const [message] = await inbox.mailsTo(email)
    expect(JSON.stringify(message)).toContain('Google account linked')
    // Repeating it changes nothing and sends nothing.
    await browser.signInWithGoogle(google.codeFor(mine), '/profile')
    expect(await emailsOf(userId)).toEqual(['google-linked'])
  })

  it('does not sign in or link an unverified address', async () => {
    const { browser, email, userId } = await signedIn()
    const unverified = account(email, { email_verified: false })
    expect(await browser.signInWithGoogle(google.codeFor(unverified))).toBe(
      '/sign-in?error=GoogleNotVerified',
    )
    const stranger = new TestBrowser()
    expect(await stranger.signInWithGoogle(google.codeFor(unverified))).toBe(
      '/sign-in?error=GoogleNotVerified',
    )
    expect(await stranger.signedInAs()).toBeNull()
    expect([await linkedTo(unverified.sub), await emailsOf(userId)]).toEqual([[], []])
  })

  it('does not move an account that is linked to another user', async () => {
    const first = await signedIn()
    const theirs = account(first.email)
    await first.browser.signInWithGoogle(google.codeFor(theirs))
    const second = await signedIn()
    expect(await second.browser.signInWithGoogle(google.codeFor(theirs))).toBe(
      '/profile?google=linked-elsewhere',
    )
    expect(await linkedTo(theirs.sub)).toEqual([first.userId])
    expect(await second.browser.signedInAs()).toBe(second.email)
  })

  it('does not sign in a linked account whose address has changed', async () => {
    const { email } = await signedIn()
    const mine = account(email)
    await new TestBrowser().signInWithGoogle(google.codeFor(mine))
    const browser = new TestBrowser()
    const moved = google.codeFor({ ...mine, email: newAddress() })
    expect(await browser.signInWithGoogle(moved)).toBe('/sign-in?error=GoogleAddressChanged')
    expect(await browser.signedInAs()).toBeNull()
  })

  it('does not sign in an invalid address', async () => {
    const browser = new TestBrowser()
    expect(await browser.signInWithGoogle(google.codeFor(account('x1 victim@agency.test')))).toBe(
      '/sign-in?error=GoogleNotVerified',
    )
  })

  it('keeps the return path of a first sign-in through the welcome page', async () => {
    const { email } = await signedIn()
    const path = '/invitation?token=7.abc'
    const answer = await new TestBrowser().signInWithGoogle(google.codeFor(account(email)), path)
    const landed = new URL(answer, 'http://localhost:3000')
    const wanted = new URL(landed.searchParams.get('callbackUrl') ?? '')
    expect(`${wanted.pathname}${wanted.search}`).toBe(path)
  })
})

describe('R34: the adapter’s own check', () => {
  const link = (userId: number, email: string, over: object = {}) =>
    adapter.linkAccount?.({
      provider: 'google',
      providerAccountId: randomUUID(),
      userId: String(userId),
      type: 'oauth',
      id_token: `x.${Buffer.from(JSON.stringify({ email, email_verified: true })).toString('base64url')}.x`,
      ...over,
    })

  it('refuses another address, an unverified one, and a missing or invalid token', async () => {
    const { userId, email } = await signedIn()
    const unverified = Buffer.from(JSON.stringify({ email, email_verified: false })).toString('base64url')
    await expect(link(userId, newAddress())).rejects.toThrow('another address')
    for (const id_token of [undefined, '', 'x', 'x.x.x', `x.${unverified}.x`])
      await expect(link(userId, email, { id_token })).rejects.toThrow('verified address')
    expect(await listLinkedAccounts(userId)).toEqual([])
    await link(userId, email.toUpperCase())
    expect(await listLinkedAccounts(userId)).toHaveLength(1)
  })
})

describe('R34: unlinking', () => {
  it('removes the user’s own account and emails them once; other accounts stay', async () => {
    const mine = await signedIn()
    const linked = account(mine.email)
    await mine.browser.signInWithGoogle(google.codeFor(linked))
    const other = await signedIn()
    await unlinkAccount(other.userId, linked.sub)
    await unlinkAccount(mine.userId, '%')
    expect(await linkedTo(linked.sub)).toEqual([mine.userId])
    await Promise.all([unlinkAccount(mine.userId, linked.sub), unlinkAccount(mine.userId, linked.sub)])
    await unlinkAccount(mine.userId, linked.sub)
    expect(await linkedTo(linked.sub)).toEqual([])
    expect(await emailsOf(mine.userId)).toEqual(['google-linked', 'google-unlinked'])
    expect(await emailsOf(other.userId)).toEqual([])
    const [message] = await inbox.mailsTo(mine.email)
    expect(JSON.stringify(message)).toContain('Google account unlinked')
  })
})
