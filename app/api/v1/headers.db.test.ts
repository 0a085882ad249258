import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { apiRoute } from '@/app/_lib/routes/api-route'
import { disconnect } from '@/db/client'
import { apiDocument } from '@/lib/api/document'
import { createKey } from '@/lib/api/keys/create-key'
import { type Operation, operations } from '@/lib/api/operations'
import { readBalance } from '@/lib/api/queries'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { windowLimits } from '@/lib/rate-limits/limits'
import { serveApi } from './testing-server'

let api: Awaited<ReturnType<typeof serveApi>>
let key = ''
beforeAll(async () => {
  setTestEnv()
  api = await serveApi()
  key = (await createKey(await makeSubscriber('starter', 500), { name: 'CRM', scopes: ['credits.read'] })).key
})
afterAll(async () => {
  await api.close()
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${key}`, ...headers } })

describe('R50: RateLimit headers', () => {
  test('count down from the policy with each request', async () => {
    const left = async () => {
      const { headers } = await get('/balance')
      expect(headers.get('ratelimit-policy')).toBe('"key";q=300;w=60, "workspace";q=1200;w=60')
      return /^"key";r=(\d+);t=(\d+), "workspace";r=(\d+);t=(\d+)$/
        .exec(headers.get('ratelimit') ?? '')
        ?.slice(1)
        .map(Number)
    }
    const [keyLeft = 0, keyReset = 0, workspaceLeft = 0] = (await left()) ?? []
    expect(keyLeft).toBeLessThan(300)
    expect(keyReset).toBeGreaterThan(0)
    expect(keyReset).toBeLessThanOrEqual(60)
    const after = await left()
    expect([after?.[0], after?.[2]]).toEqual([keyLeft - 1, workspaceLeft - 1])
  })

  test('are on refusals too, and without a valid key only the policy is', async () => {
    const refused = await get('/holds/none')
    expect([refused.status, refused.headers.has('ratelimit')]).toEqual([403, true])
    const unknown = await get('/balance', { Authorization: 'Bearer mtk_1_unknown' })
    expect(unknown.status).toBe(401)
    expect(unknown.headers.get('ratelimit-policy')).toMatch(/^"key";q=300/)
    expect(unknown.headers.has('ratelimit')).toBe(false)
  })

  test('say that nothing is left with a 429, together with Retry-After', async () => {
    const owner = await makeSubscriber('starter', 500)
    const busy = (await createKey(owner, { name: 'Busy', scopes: ['credits.read'] })).key
    const headers = { Authorization: `Bearer ${busy}` }
    const { most } = windowLimits['api.key']
    for (let sent = 0; sent < most; sent += 50)
      await Promise.all(Array.from({ length: 50 }, () => get('/rate-card', headers)))
    const refused = await get('/rate-card', headers)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/)
    const wait = Number(refused.headers.get('retry-after'))
    expect(refused.headers.get('ratelimit')).toContain(`t=${wait}`)
  })
})

describe('R50: X-Request-Id', () => {
  test.each(['order-1234', '5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11', 'Root=1-67891233:abc/def+x=='])(
    'the id %s of a client is kept, also in the problem',
    async (id) => {
      const response = await get('/quote', { 'X-Request-Id': id })
      expect([response.status, response.headers.get('x-request-id')]).toEqual([400, id])
      expect(await response.json()).toMatchObject({ requestId: id })
    },
  )

  test.each(['', 'two words', '<script>', 'x'.repeat(129), 'a, b'])(
    'instead of %j there is a new one',
    async (id) => {
      const response = await get('/balance', { 'X-Request-Id': id })
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/)
    },
  )

  test('each request has its own, also the ones of the document and of unknown paths', async () => {
    const ids = await Promise.all(
      ['/balance', '/balance', '/openapi.json', '/nothing'].map(
        async (path) => (await get(path)).headers.get('x-request-id') ?? '',
      ),
    )
    expect(ids.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true)
    expect(new Set(ids).size).toBe(4)
  })

  test('an unknown failure has the id as its reference', async () => {
    const broken = apiRoute(operations.balance, () => Promise.reject(new Error('broken')))
    const request = new NextRequest('http://localhost:3000/api/v1/balance', {
      headers: { Authorization: `Bearer ${key}`, 'X-Request-Id': 'trace-7' },
    })
    const response = await broken(request, { params: Promise.resolve({}) })
    expect([response.status, response.headers.get('x-request-id')]).toEqual([500, 'trace-7'])
    expect(await response.json()).toMatchObject({
      requestId: 'trace-7',
      reference: 'trace-7',
      detail: expect.stringContaining('trace-7'),
    })
  })
})

describe('R50: a deprecated operation', () => {
  const old = {
    ...operations.balance,
    path: '/old-balance',
    input: z.object({}),
    deprecated: { since: '2026-11-28', sunset: '2027-05-28', replacement: 'balance' },
  } satisfies Operation

  test('says since when, until when and where to read more', async () => {
    const request = new NextRequest('http://localhost:3000/api/v1/old-balance', {
      headers: { Authorization: `Bearer ${key}` },
    })
    const { status, headers } = await apiRoute(old, (ctx) => readBalance(ctx))(request, {
      params: Promise.resolve({}),
    })
    expect(status).toBe(200)
    expect(headers.get('deprecation')).toBe(`@${Date.UTC(2026, 10, 28) / 1000}`)
    expect(headers.get('sunset')).toBe('Fri, 28 May 2027 00:00:00 GMT')
    expect(headers.get('link')).toBe(
      '<http://localhost:3000/help/api#help-versions>; rel="deprecation"; type="text/html"',
    )
  })

  test('is marked in the document, and no other operation has the headers', async () => {
    const document = JSON.parse(JSON.stringify(apiDocument('http://localhost:3000', { old })))
    expect(document.paths['/old-balance'].get).toMatchObject({
      deprecated: true,
      description: expect.stringContaining('Stops working on 2027-05-28. Use balance instead.'),
    })
    const { headers } = await get('/balance')
    expect([headers.has('deprecation'), headers.has('sunset')]).toEqual([false, false])
  })
})
