import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { postSafely } from './post-safely'
import { isSignedBy, secretOf, signatureOf } from './signature'

// No database is used here, but all settings are read together.
setTestEnv({ OUTBOUND_ALLOWED_HOSTS: '', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
let requests = 0
const server = createServer((_, response) => {
  requests += 1
  response.end()
})
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => server.close())

test('postSafely refuses private addresses, by number or name, and URLs without TLS', async () => {
  const { port } = server.address() as AddressInfo
  const closed = { status: null, reason: 'This URL isn’t public.' }
  expect(await postSafely(`https://127.0.0.1:${port}/`, '{}', {})).toEqual(closed)
  expect(await postSafely(`https://[::ffff:127.0.0.1]:${port}/`, '{}', {})).toEqual(closed)
  expect(await postSafely('https://169.254.169.254/latest', '{}', {})).toEqual(closed)
  // A public name can resolve to a private address. The resolved address counts.
  expect(await postSafely(`https://localhost:${port}/`, '{}', {})).toEqual(closed)
  expect(await postSafely(`http://127.0.0.1:${port}/`, '{}', {})).toMatchObject({ status: null })
  expect(requests).toBe(0)
})

test('postSafely reaches allowed hosts and fails for a server without TLS', async () => {
  const { port } = server.address() as AddressInfo
  const answer = await postSafely(`https://localhost:${port}/`, '{}', {}, { allowedHosts: ['localhost'] })
  expect(answer).toMatchObject({ status: null, reason: expect.stringContaining('couldn’t be reached') })
})

test('a signature covers the time, the body and one secret', () => {
  const of = { workspaceId: 7, id: '00000000-0000-4000-8000-000000000001', secretVersion: 1 }
  const secret = secretOf(of)
  const now = new Date('2026-11-24T12:00:00Z')
  const signature = signatureOf([secret], '{"a":1}', now)
  expect(isSignedBy(secret, '{"a":1}', signature, now)).toBe(true)
  expect(isSignedBy(secret, '{"a":2}', signature, now)).toBe(false)
  expect(isSignedBy(secretOf({ ...of, secretVersion: 2 }), '{"a":1}', signature, now)).toBe(false)
  expect(isSignedBy(secretOf({ ...of, workspaceId: 8 }), '{"a":1}', signature, now)).toBe(false)
  expect(isSignedBy(secret, '{"a":1}', signature, new Date(now.getTime() + 301_000))).toBe(false)
})
