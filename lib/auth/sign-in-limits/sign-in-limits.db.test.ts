import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { rateLimits, users } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { forgetLimiters } from '@/lib/rate-limits/limiter'
import { WINDOW_SECONDS, windowLimits } from '@/lib/rate-limits/limits'
import { findNote, KNOWN_BROWSER_SECONDS, withNote } from '../sign-in/known-browser'
import { LINK_MINUTES } from '../sign-in/sign-in-link'
import { checkLinkLimits, signInErrorCode } from './sign-in-limits'

setTestEnv()
beforeEach(async () => {
  forgetLimiters()
  await system().delete(rateLimits)
})
afterAll(() => disconnect())

const newAddress = () => `${randomUUID()}@agency.test`
const request = (email: string, client: string, knownBrowser: string | null = null) =>
  checkLinkLimits({ email, client, knownBrowser })
const sent = (outcomes: unknown[]) => outcomes.filter((outcome) => outcome === null).length
const limitOf = (name: 'address' | 'client-address' | 'client' | 'known-browser') =>
  windowLimits[`sign-in-email.${name}`].most

async function existing(): Promise<string> {
  const email = newAddress()
  await system().insert(users).values({ email })
  return email
}

describe('R42: checkLinkLimits', () => {
  it('40 simultaneous requests from one client send no more than its limit for the address', async () => {
    const email = newAddress()
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => request(email, '192.0.2.1')))
    expect(sent(outcomes)).toBe(limitOf('client-address'))
    expect(outcomes.find(Boolean)).toMatchObject({ error: 'TooManyLinks' })
  })

  it('40 simultaneous clients send no more to one address than its limit', async () => {
    const email = newAddress()
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, i) => request(email, `192.0.2.${i}`)))
    expect(sent(outcomes)).toBe(limitOf('address'))
  })

  it('spellings of one mailbox are counted together', async () => {
    const id = randomUUID()
    const outcomes = []
    for (let i = 0; i < 8; i++) outcomes.push(await request(`${id}+${i}@agency.test`, '192.0.2.9'))
    expect(sent(outcomes)).toBe(limitOf('client-address'))
  })

  it('one client cannot email many addresses', async () => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => request(newAddress(), '192.0.2.2')))
    expect(sent(outcomes)).toBe(limitOf('client'))
    expect(outcomes.find(Boolean)).toMatchObject({ error: 'TooManyRequests' })
  })

  it('requests for another person’s address don’t use up that person’s limit', async () => {
    const email = await existing()
    for (let i = 0; i < 40; i++) await request(email, '203.0.113.7')
    expect(await request(email, '192.0.2.3')).toBeNull()
  })

  it('the limit of an address ends no later than the counted links', () => {
    for (const name of ['address', 'client-address', 'known-browser'] as const)
      expect(WINDOW_SECONDS[windowLimits[`sign-in-email.${name}`].per], name).toBeLessThanOrEqual(
        LINK_MINUTES * 60,
      )
    expect(limitOf('client-address')).toBeLessThan(limitOf('address'))
  })

  it('a browser that signed in before has its own limit, whatever others have used up', async () => {
    const email = await existing()
    for (let i = 0; i < 30; i++) await request(email, `203.0.113.${i}`)
    for (let i = 0; i < 30; i++) await request(newAddress(), '192.0.2.4')
    expect(await request(email, '192.0.2.4')).not.toBeNull()
    const cookie = withNote(withNote(null, email), newAddress())
    const outcomes = []
    for (let i = 0; i < 8; i++) outcomes.push(await request(email, '192.0.2.4', cookie))
    expect(sent(outcomes)).toBe(limitOf('known-browser'))
  })

  it('a note is ignored if it is for another address, altered or expired', () => {
    const cookie = withNote(null, 'sam@agency.test')
    expect(findNote(cookie, 'sam@agency.test')).not.toBeNull()
    expect(findNote(cookie, 'kim@agency.test')).toBeNull()
    expect(findNote(`${cookie.slice(0, -2)}xx`, 'sam@agency.test')).toBeNull()
    expect(findNote('x'.repeat(100_000), 'sam@agency.test')).toBeNull()
    const later = Date.now() + (KNOWN_BROWSER_SECONDS + 1) * 1000
    expect(findNote(cookie, 'sam@agency.test', later)).toBeNull()
    let full = cookie
    for (let i = 0; i < 9; i++) full = withNote(full, `${i}@agency.test`)
    expect(full.split('.')).toHaveLength(5)
  })

  it('when new addresses have used up their limit, people with an account can still sign in', async () => {
    const email = await existing()
    const { most } = windowLimits['sign-in-email.everyone']
    await system()
      .insert(rateLimits)
      .values({
        key: 'sign-in-email.everyone:newcomers',
        points: most,
        expire: new Date(Date.now() + 60_000),
      })
    expect(await request(newAddress(), '192.0.2.5')).toMatchObject({ error: 'TooManyNewcomers' })
    expect(await request(email, '192.0.2.6')).toBeNull()
  })

  it('stores no address, and returns in how many minutes to try again', async () => {
    const email = newAddress()
    await request(email, '192.0.2.8')
    const rows = await system().select().from(rateLimits)
    expect(rows.length).toBeGreaterThan(2)
    expect(JSON.stringify(rows)).not.toContain(email.split('@')[0])
    expect(signInErrorCode({ error: 'TooManyLinks', retryAfterSeconds: 61 })).toBe('TooManyLinks.2')
  })
})
