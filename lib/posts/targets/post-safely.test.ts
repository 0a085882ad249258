import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { postSafely } from './post-safely'
import { isSignedBy, secretOf, signatureOf } from './signature'

// Nothing here asks a database; the settings are read as a whole.
setTestEnv({ OUTBOUND_ALLOWED_HOSTS: '', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
let asked = 0
const server = createServer((_, response) => {
  asked += 1
  response.end()
})
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => server.close())

test('nothing inside is asked, by number or by name, and nothing without TLS', async () => {
  const { port } = server.address() as AddressInfo
  const closed = { status: null, why: 'This address is not on the open internet.' }
  expect(await postSafely(`https://127.0.0.1:${port}/`, '{}', {})).toEqual(closed)
  expect(await postSafely(`https://[::ffff:127.0.0.1]:${port}/`, '{}', {})).toEqual(closed)
  expect(await postSafely('https://169.254.169.254/latest', '{}', {})).toEqual(closed)
  // A name of the open internet may lead inside as well: what it leads to is what counts.
  expect(await postSafely(`https://localhost:${port}/`, '{}', {})).toEqual(closed)
  expect(await postSafely(`http://127.0.0.1:${port}/`, '{}', {})).toMatchObject({ status: null })
  expect(asked).toBe(0)
})

test('what may be asked is asked, and a server without TLS is no answer', async () => {
  const { port } = server.address() as AddressInfo
  const answer = await postSafely(`https://localhost:${port}/`, '{}', {}, { allowedHosts: ['localhost'] })
  expect(answer).toMatchObject({ status: null, why: expect.stringContaining('could not be reached') })
})

test('a signature is over time and body, and of one secret', () => {
  const of = { workspaceId: 7, id: '00000000-0000-4000-8000-000000000001', secretVersion: 1 }
  const secret = secretOf(of)
  const now = new Date('2026-11-24T12:00:00Z')
  const signature = signatureOf(secret, '{"a":1}', now)
  expect(isSignedBy(secret, '{"a":1}', signature, now)).toBe(true)
  expect(isSignedBy(secret, '{"a":2}', signature, now)).toBe(false)
  expect(isSignedBy(secretOf({ ...of, secretVersion: 2 }), '{"a":1}', signature, now)).toBe(false)
  expect(isSignedBy(secretOf({ ...of, workspaceId: 8 }), '{"a":1}', signature, now)).toBe(false)
  expect(isSignedBy(secret, '{"a":1}', signature, new Date(now.getTime() + 301_000))).toBe(false)
})
