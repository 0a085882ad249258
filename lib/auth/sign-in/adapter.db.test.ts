import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { accountEmails, authSessions, authVerificationTokens } from '@/db/schema/index'
import { setTestEnv } from '@/lib/billing/testing'
import { adapter, hashSessionToken } from './adapter'

setTestEnv()

afterAll(() => disconnect())

const address = () => `${randomUUID()}@agency.test`
const soon = () => new Date(Date.now() + 60_000)

async function newcomer(email = address()) {
  const user = await adapter.createUser!({ email, emailVerified: new Date(), name: '' } as never)
  return { ...user, email }
}

describe('R34: people', () => {
  it('are the same person for any spelling of their address', async () => {
    const email = address()
    const made = await newcomer(email.toUpperCase())
    expect(await adapter.getUserByEmail!(` ${email} `)).toMatchObject({ id: made.id, email })
  })

  it('keep their name if a sign-in has none', async () => {
    const { id } = await newcomer()
    await adapter.updateUser!({ id, name: 'Olivia Hart' })
    await adapter.updateUser!({ id, name: null, emailVerified: new Date() })
    expect(await adapter.getUser!(id)).toMatchObject({ name: 'Olivia Hart' })
  })

  it('are only found by the account they linked', async () => {
    const { id, email } = await newcomer()
    const account = { provider: 'google', providerAccountId: randomUUID() }
    const claims = Buffer.from(JSON.stringify({ email, email_verified: true })).toString('base64url')
    await adapter.linkAccount!({ ...account, userId: id, type: 'oauth', id_token: `x.${claims}.x` } as never)
    expect(await adapter.getUserByAccount!(account)).toMatchObject({ id })
    expect(await adapter.getUserByAccount!({ ...account, provider: 'other' })).toBeNull()
    // No email server runs here, so the email stays queued, and the link is created.
    const emails = await system()
      .select()
      .from(accountEmails)
      .where(eq(accountEmails.userId, Number(id)))
    expect(emails).toMatchObject([{ kind: 'google-linked', tries: 1, sentAt: null }])
  })
})

describe('R34: sessions', () => {
  it('only store the hash of their token', async () => {
    const { id } = await newcomer()
    const sessionToken = randomUUID()
    await adapter.createSession!({ sessionToken, userId: id, expires: soon() })
    const rows = await system()
      .select()
      .from(authSessions)
      .where(eq(authSessions.userId, Number(id)))
    expect(rows.map((row) => row.tokenHash)).toEqual([hashSessionToken(sessionToken)])
    expect(JSON.stringify(rows)).not.toContain(sessionToken)
    expect(await adapter.getSessionAndUser!(sessionToken)).toMatchObject({ user: { id } })
    expect(await adapter.getSessionAndUser!(hashSessionToken(sessionToken))).toBeNull()
  })

  it('end when signed out', async () => {
    const { id } = await newcomer()
    const sessionToken = randomUUID()
    await adapter.createSession!({ sessionToken, userId: id, expires: soon() })
    await adapter.deleteSession!(sessionToken)
    expect(await adapter.getSessionAndUser!(sessionToken)).toBeNull()
  })
})

describe('R34: sign-in links', () => {
  it('work once, even if clicked twice at the same time', async () => {
    const link = { identifier: address(), token: randomUUID() }
    await adapter.createVerificationToken!({ ...link, expires: soon() })
    const used = await Promise.all([adapter.useVerificationToken!(link), adapter.useVerificationToken!(link)])
    expect(used.filter(Boolean)).toHaveLength(1)
    expect(await adapter.useVerificationToken!(link)).toBeNull()
  })

  it('that expired are deleted when the next one is created', async () => {
    const identifier = address()
    await adapter.createVerificationToken!({ identifier, token: randomUUID(), expires: new Date(0) })
    await adapter.createVerificationToken!({ identifier: address(), token: randomUUID(), expires: soon() })
    const stored = await system()
      .select()
      .from(authVerificationTokens)
      .where(eq(authVerificationTokens.identifier, identifier))
    expect(stored).toEqual([])
  })
})

describe('R42: creating an account', () => {
  it('needs a single plain address', async () => {
    for (const email of [
      'x1 victim@agency.test',
      'Victim <victim@agency.test>',
      'a@agency.test,b@agency.test',
    ])
      await expect(newcomer(email)).rejects.toThrow('one plain email address')
  })
})
