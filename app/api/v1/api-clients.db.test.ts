import { randomUUID } from 'node:crypto'
import { createMarketTrakClient, orThrow, spendAtCurrentPrice } from '@market-trak/api-client'
import { OpenAPIClientAxios } from 'openapi-client-axios'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { createKey } from '@/lib/api/keys/create-key'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { windowLimits } from '@/lib/rate-limits/limits'
import { serveApi } from './testing-server'

let api: Awaited<ReturnType<typeof serveApi>>
beforeAll(async () => {
  api = await serveApi()
  setTestEnv({ APP_URL: api.url })
})
afterAll(async () => {
  await api.close()
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

async function makeKey(plan = 'starter', credits = 500) {
  const owner = await makeSubscriber(plan, credits)
  const { key } = await createKey(owner, {
    name: 'CRM',
    scopes: ['credits.read', 'credits.spend'],
    kind: 'service',
  })
  return { owner, key }
}

describe('R50: the typed client', () => {
  const connect = async (plan?: string, credits?: number) => {
    const { key } = await makeKey(plan, credits)
    return { key, client: createMarketTrakClient({ baseUrl: api.url, apiKey: key }) }
  }
  const report = { action: 'report.generate', units: 1, quotedCredits: 20 } as const

  test('reads the balance and a quote, holds, captures and releases', async () => {
    const { client } = await connect()
    expect(await orThrow(client.GET('/balance'))).toMatchObject({ availableCredits: 500 })
    const query = { action: 'campaign.send', units: 25 } as const
    const { credits } = await orThrow(client.GET('/quote', { params: { query } }))
    expect(credits).toBe(9)
    const hold = await orThrow(
      client.POST('/holds', {
        params: { header: { 'Idempotency-Key': 'newsletter 7' } },
        body: { ...query, quotedCredits: credits, leaseSeconds: 60, metadata: { newsletter: '7' } },
      }),
    )
    expect(hold).toMatchObject({ state: 'open', heldCredits: 9, metadata: { newsletter: '7' } })
    const path = { id: hold.id }
    expect(
      await orThrow(client.POST('/holds/{id}/capture', { params: { path }, body: { units: 20 } })),
    ).toMatchObject({ state: 'captured', capturedCredits: 6, metadata: { newsletter: '7' } })
    const other = await orThrow(
      client.POST('/holds', { params: { header: { 'Idempotency-Key': 'report 1' } }, body: report }),
    )
    expect(
      await orThrow(client.POST('/holds/{id}/release', { params: { path: { id: other.id } } })),
    ).toMatchObject({ state: 'released' })
    const { entries } = await orThrow(
      client.GET('/statement', { params: { query: { metadata: { newsletter: '7' } } } }),
    )
    expect(entries).toMatchObject([{ amountCredits: -6, metadata: { newsletter: '7' } }])
  })

  test('charges once for an Idempotency-Key, and refuses the key with other metadata', async () => {
    const { client } = await connect()
    const charge = (metadata: Record<string, string>) =>
      orThrow(
        client.POST('/charges', {
          params: { header: { 'Idempotency-Key': 'order 1234' } },
          body: { ...report, metadata },
        }),
      )
    const first = await charge({ order: '1234', site: 'north' })
    expect(await charge({ site: 'north', order: '1234' })).toEqual(first)
    await expect(charge({ order: '1235', site: 'north' })).rejects.toMatchObject({ code: 'request.reused' })
    expect(await orThrow(client.GET('/balance'))).toMatchObject({ availableCredits: 480 })
  })

  test('turns a refusal into an error with a code, the problem and the id of the request', async () => {
    const { client } = await connect('starter', 10)
    const refused = orThrow(
      client.POST('/charges', { params: { header: { 'Idempotency-Key': 'x' } }, body: report }),
    )
    await expect(refused).rejects.toMatchObject({
      name: 'ApiError',
      status: 402,
      code: 'credits.insufficient',
      requestId: expect.stringMatching(/^[0-9a-f]{16}$/),
      problem: { title: 'Not enough credits' },
    })
    const stranger = createMarketTrakClient({ baseUrl: api.url, apiKey: 'mtk_1_unknown' })
    await expect(orThrow(stranger.GET('/balance'))).rejects.toMatchObject({
      status: 401,
      code: 'key.invalid',
    })
  })

  test('spends at the current price, and nothing above the agreed maximum', async () => {
    const { client } = await connect()
    const work = { action: 'report.generate', idempotencyKey: 'order 9', metadata: { order: '9' } } as const
    await expect(spendAtCurrentPrice(client, { ...work, maxCredits: 19 })).rejects.toThrow(/costs 20 credits/)
    expect(await spendAtCurrentPrice(client, { ...work, maxCredits: 20 })).toMatchObject({
      capturedCredits: 20,
    })
    expect(await spendAtCurrentPrice(client, { ...work, maxCredits: 20 })).toMatchObject({
      capturedCredits: 20,
    })
    expect(await orThrow(client.GET('/balance'))).toMatchObject({ availableCredits: 480 })
  })

  test('waits and repeats a request that the server refused as too many', async () => {
    const { key } = await connect()
    const { most } = windowLimits['api.key']
    const waits: number[] = []
    const client = createMarketTrakClient({
      baseUrl: api.url,
      apiKey: key,
      retries: 2,
      wait: async (milliseconds) => void waits.push(milliseconds),
    })
    const ask = () => fetch(`${api.url}/api/v1/rate-card`, { headers: { Authorization: `Bearer ${key}` } })
    for (let sent = 0; sent < most; sent += 50) await Promise.all(Array.from({ length: 50 }, ask))
    await expect(orThrow(client.GET('/balance'))).rejects.toMatchObject({ status: 429, code: 'rate.limited' })
    expect(waits).toHaveLength(2)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000)
  })
})

describe('R50: a stock OpenAPI client calls ours', () => {
  test('openapi-client-axios, from the served document alone', async () => {
    const { key } = await makeKey()
    const stock = await new OpenAPIClientAxios({
      definition: `${api.url}/api/v1/openapi.json`,
      axiosConfigDefaults: { headers: { Authorization: `Bearer ${key}` } },
    }).init()
    const call = async (operation: string, ...given: unknown[]) => {
      const run = stock[operation]
      if (!run) throw new Error(`the document has no operation ${operation}`)
      const { data, status } = await run(...(given as []))
      expect(status, operation).toBe(200)
      return data
    }
    expect(await call('balance')).toMatchObject({ availableCredits: 500, plan: { key: 'starter' } })
    const { credits } = await call('quote', { action: 'report.generate' })
    const work = { action: 'report.generate', quotedCredits: credits, metadata: { order: '1234' } }
    const withKey = (name: string) => ({ 'Idempotency-Key': name })
    expect(await call('charge', withKey('order 1234'), work)).toMatchObject({ capturedCredits: 20 })
    const hold = await call('hold', withKey('order 1235'), { ...work, metadata: { order: '1235' } })
    expect(await call('readHold', { id: hold.id })).toMatchObject({ state: 'open' })
    expect(await call('capture', { id: hold.id }, { units: 1 })).toMatchObject({ state: 'captured' })
    const third = await call('hold', withKey('order 1236'), work)
    expect(await call('release', { id: third.id })).toMatchObject({ state: 'released' })
    expect((await call('statement', { metadata: { order: '1235' } })).entries).toMatchObject([
      { amountCredits: -20, metadata: { order: '1235' } },
    ])
    for (const operation of ['rateCard', 'usage']) await call(operation)
    const names = stock.api.getOperations().map(({ operationId }) => operationId)
    expect(names).toEqual(
      expect.arrayContaining(['balance', 'quote', 'charge', 'hold', 'capture', 'release']),
    )
    await expect(
      stock.charge?.(withKey(randomUUID()) as never, { ...work, quotedCredits: 1 }),
    ).rejects.toMatchObject({
      response: { status: 409, data: { type: 'urn:market-trak:problem:quote.changed', credits: 20 } },
    })
  })
})
