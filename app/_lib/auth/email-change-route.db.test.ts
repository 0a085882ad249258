import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { POST as undo } from '@/app/api/email-change/undo/route'
import { disconnect, system } from '@/db/client'
import { emailChanges, users } from '@/db/schema'
import { requestEmailChange } from '@/lib/auth/email-change/request'
import { changeToken } from '@/lib/auth/email-change/store'
import { setTestEnv } from '@/lib/billing/testing'
import { TestBrowser } from './testing-browser'

setTestEnv()
afterAll(() => disconnect())

const PATH = '/api/email-change/undo'
const OURS = { 'sec-fetch-site': 'same-origin' }
const press = (fields: Record<string, string>, headers: Record<string, string>) =>
  new TestBrowser().send(undo, PATH, { method: 'POST', headers, body: new URLSearchParams(fields) })

it('R34: the button works only from our own page, and bad input causes no error', async () => {
  const [user] = await system()
    .insert(users)
    .values({ email: `${randomUUID()}@agency.test` })
    .returning()
  const wanted = { userId: user?.id ?? 0, email: `${randomUUID()}@agency.test`, operatorId: null }
  const { id } = await requestEmailChange(wanted)
  const token = changeToken('undo', id)
  const canceledAt = async () =>
    (await system().select().from(emailChanges).where(eq(emailChanges.id, id)))[0]?.canceledAt

  expect((await press({ token }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await press({ token }, { origin: 'https://evil.test' })).status).toBe(403)
  expect((await press({}, OURS)).status).toBe(400)
  for (const bad of ['x', `${token}\0`, changeToken('confirm', id), 'x'.repeat(20_000)]) {
    const answer = await press({ token: bad }, OURS)
    expect([400, 303]).toContain(answer.status)
    expect(answer.headers.get('location') ?? '').not.toContain('done=1')
  }
  expect(await canceledAt()).toBeNull()

  const answer = await press({ token }, OURS)
  expect(answer.headers.get('location')).toBe(
    `http://localhost:3000/email-change/undo?${new URLSearchParams({ token, done: '1' })}`,
  )
  expect(await canceledAt()).not.toBeNull()
})
