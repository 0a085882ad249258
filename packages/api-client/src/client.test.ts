import { describe, expect, it } from 'vitest'
import { createMarketTrakClient, orThrow, spendAtCurrentPrice } from './index'

type Answer = { status: number; body?: object; headers?: Record<string, string> } | Error

/** A client whose server gives these answers in turn, and what was sent and waited. */
function clientFor(answers: Answer[], retries?: number) {
  const sent: { method: string; path: string; key: string | null; body: unknown }[] = []
  const waits: number[] = []
  const client = createMarketTrakClient({
    baseUrl: 'https://app.test/',
    apiKey: 'mtk_1_key',
    retries,
    wait: async (milliseconds) => void waits.push(milliseconds),
    fetch: async (request) => {
      const text = await request.text()
      sent.push({
        method: request.method,
        path: request.url.replace('https://app.test', ''),
        key: request.headers.get('idempotency-key'),
        body: text === '' ? null : JSON.parse(text),
      })
      const answer = answers.shift() ?? { status: 500 }
      if (answer instanceof Error) throw answer
      return Response.json(answer.body ?? {}, { status: answer.status, headers: answer.headers })
    },
  })
  return { client, sent, waits }
}
const work = { action: 'report.generate', units: 1, quotedCredits: 20 } as const
const charge = ({ client }: ReturnType<typeof clientFor>) =>
  orThrow(client.POST('/charges', { params: { header: { 'Idempotency-Key': 'order 1' } }, body: work }))

describe('R50: retries of the typed client', () => {
  it('repeats the same body and Idempotency-Key after the time in Retry-After', async () => {
    const one = clientFor([
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503 },
      { status: 200, body: { id: 'x' } },
    ])
    expect(await charge(one)).toEqual({ id: 'x' })
    expect(one.waits).toEqual([7_000, 1_000])
    expect(new Set(one.sent.map((request) => JSON.stringify(request))).size).toBe(1)
    expect(one.sent[0]).toEqual({ method: 'POST', path: '/api/v1/charges', key: 'order 1', body: work })
  })

  it('repeats a request without an answer, and gives up after its retries', async () => {
    const one = clientFor([new Error('reset'), { status: 200, body: { id: 'x' } }])
    expect(await charge(one)).toEqual({ id: 'x' })
    const never = clientFor([new Error('1'), new Error('2'), new Error('3')], 1)
    await expect(charge(never)).rejects.toThrow('2')
    expect(never.sent).toHaveLength(2)
  })

  it.each([400, 401, 402, 403, 404, 409, 422, 500])('does not repeat status %i', async (status) => {
    const one = clientFor([{ status }])
    await expect(charge(one)).rejects.toMatchObject({ status })
    expect([one.sent.length, one.waits]).toEqual([1, []])
  })

  it('leaves a long wait to the caller', async () => {
    const one = clientFor([{ status: 429, headers: { 'retry-after': '3600' } }])
    await expect(charge(one)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 3_600 })
    expect(one.waits).toEqual([])
  })

  it('reports an answer that is not from the API', async () => {
    const one = clientFor([{ status: 502, body: { message: 'Bad gateway' } }])
    await expect(charge(one)).rejects.toMatchObject({ status: 502, code: 'unknown', requestId: null })
  })
})

describe('R8, R50: spendAtCurrentPrice', () => {
  const changed = (credits: number) => ({
    status: 409,
    body: {
      type: 'urn:market-trak:problem:quote.changed',
      title: '',
      status: 409,
      detail: 'Changed.',
      credits,
    },
  })
  const spend = ({ client }: ReturnType<typeof clientFor>, maxCredits: number) =>
    spendAtCurrentPrice(client, { action: 'report.generate', idempotencyKey: 'order 1', maxCredits })

  it('agrees to a new price within the maximum', async () => {
    const one = clientFor([
      { status: 200, body: { credits: 19 } },
      changed(20),
      { status: 200, body: { id: 'x' } },
    ])
    expect(await spend(one, 20)).toEqual({ id: 'x' })
    expect(one.sent.slice(1).map(({ body, key }) => [key, body])).toEqual([
      ['order 1', { action: 'report.generate', quotedCredits: 19 }],
      ['order 1', { action: 'report.generate', quotedCredits: 20 }],
    ])
  })

  it('charges nothing above the maximum, and stops when the price keeps changing', async () => {
    const above = clientFor([{ status: 200, body: { credits: 19 } }, changed(21)])
    await expect(spend(above, 20)).rejects.toThrow('This costs 21 credits, more than the 20 you agreed to.')
    const restless = clientFor([{ status: 200, body: { credits: 1 } }, changed(2), changed(3), changed(4)])
    await expect(spend(restless, 20)).rejects.toMatchObject({ code: 'quote.changed' })
    expect(restless.sent).toHaveLength(4)
  })
})
