import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { auditEvents, members, spendingLimits } from '@/db/schema'
import { makeImage } from '@/lib/images/make-image'
import { agency, balance } from '@/lib/metering/testing'
import { windowLimits } from '@/lib/rate-limits/limits'
import { makeReport } from '@/lib/reports/make-report'
import { makeValuation } from '@/lib/valuations/make-valuation'
import { clientOf, type OperationName, refusal } from './testing'
import { entriesOf, image, prepareWork, report, valuation } from './testing-work'

prepareWork()

/** The first valuation fits the model to all recorded sales, which is slow on a busy machine. */
const FIRST_MODEL_MS = 180_000

type Kind = {
  kind: string
  create: OperationName
  get: OperationName
  list: OperationName
  cancel: OperationName
  body: { quotedCredits: number }
  /** The same request for something else. */
  other: object
  make: (job: { workspaceId: number; id: string }) => Promise<void>
}
const kinds: Kind[] = [
  {
    kind: 'report',
    create: 'createReport',
    get: 'getReport',
    list: 'listReports',
    cancel: 'cancelReport',
    body: report,
    other: { periodTo: '2015-02-28' },
    make: makeReport,
  },
  {
    kind: 'valuation',
    create: 'createValuation',
    get: 'getValuation',
    list: 'listValuations',
    cancel: 'cancelValuation',
    body: valuation,
    other: { bedrooms: 4 },
    make: makeValuation,
  },
  {
    kind: 'image',
    create: 'createImage',
    get: 'getImage',
    list: 'listImages',
    cancel: 'cancelImage',
    body: image,
    other: { headline: 'Another home' },
    make: makeImage,
  },
]

/** An image is answered among its versions. */
const workIn = (body: { image?: { id: string } }) =>
  (body.image ?? body) as Record<string, unknown> & { id: string }

describe.each(kinds)('$kind by API', ({ kind, create, get, list, cancel, body, other, make }) => {
  test(
    'R7, R13: is requested at the quoted price, made, and charged once with its ledger entry',
    async () => {
      const ctx = await agency()
      const call = await clientOf(ctx)
      const created = await call(create, { body })
      expect(created.status).toBe(202)
      const { id, url, pageUrl } = workIn(created.body)
      expect(workIn(created.body)).toMatchObject({ status: 'queued', progressPercent: 0, paid: null })
      expect(url).toBe(`http://localhost:3000/api/v1/${kind}s/${id}`)
      expect(pageUrl).toBe(`http://localhost:3000/${kind}s/${id}`)
      expect(await balance(ctx)).toMatchObject({ left: 80, held: 20 })
      await make({ workspaceId: ctx.workspaceId, id })
      const ready = workIn((await call(get, { id })).body)
      expect(ready).toMatchObject({ status: 'ready', progressPercent: 100, paid: { credits: 20 } })
      expect(await entriesOf(ctx)).toEqual([{ amount: -20, actorId: ctx.userId, subjectId: id }])
      expect((await call(list)).body.items).toMatchObject([{ id, status: 'ready' }])
      expect((await call(list, { query: { filter: 'unfinished' } })).body.items).toEqual([])
      expect(refusal(await call(cancel, { id }))).toEqual([409, `${kind}.ready`])
    },
    FIRST_MODEL_MS,
  )

  test('R12: the same Idempotency-Key is one request, also at the same time; with other input it is refused', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const idempotencyKey = 'order 1'
    const answers = await Promise.all([1, 2, 3].map(() => call(create, { body, idempotencyKey })))
    expect(new Set(answers.map((answer) => workIn(answer.body).id)).size).toBe(1)
    expect(refusal(await call(create, { body: { ...body, ...other }, idempotencyKey }))).toEqual([
      422,
      'request.reused',
    ])
    const again = await call(create, { body, idempotencyKey })
    await make({ workspaceId: ctx.workspaceId, id: workIn(again.body).id })
    expect(workIn((await call(create, { body, idempotencyKey })).body)).toMatchObject({ status: 'ready' })
    expect(await balance(ctx)).toMatchObject({ left: 80, held: 0 })
    // Another key of the workspace names other objects with the same Idempotency-Key.
    const second = await (await clientOf(ctx))(create, { body, idempotencyKey })
    expect(workIn(second.body).id).not.toBe(workIn(again.body).id)
  })

  test('R8, R11: with an old price or too few credits nothing is charged, and the problem says what to do', async () => {
    const ctx = await agency('credits', 30)
    const call = await clientOf(ctx)
    const stale = await call(create, { body: { ...body, quotedCredits: 19 } })
    expect(refusal(stale)).toEqual([409, 'quote.changed'])
    expect(stale.body).toMatchObject({ credits: 20, quotedCredits: 19 })
    await call(create, { body })
    const poor = await call(create, { body })
    expect(refusal(poor)).toEqual([402, 'credits.insufficient'])
    expect(poor.body).toMatchObject({ cost: 20, left: 10, href: expect.stringContaining('billing') })
    expect(poor.body.detail).toMatch(/You have 10 left\. Buy credits, upgrade, or wait for the reset\./)
    expect(await balance(ctx)).toMatchObject({ left: 10, held: 20 })
    expect((await call(list)).body.items).toHaveLength(1)
  })

  test('R13: is canceled for free, and free when it is canceled twice', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const call = await clientOf(ctx)
    const { id } = workIn((await call(create, { body })).body)
    for (const _ of [1, 2])
      expect(workIn((await call(cancel, { id })).body)).toMatchObject({ status: 'cancelled', paid: null })
    expect(await balance(ctx)).toEqual(before)
  })

  test('R10, R35: a service key is the actor in the ledger and the audit log, and outlives its creator', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx, { kind: 'service' })
    await system().delete(members).where(eq(members.workspaceId, ctx.workspaceId))
    const { id, createdBy } = workIn((await call(create, { body })).body)
    await make({ workspaceId: ctx.workspaceId, id })
    const [entry] = await entriesOf(ctx)
    expect(entry).toMatchObject({ amount: -20, subjectId: id })
    expect(entry?.actorId).toBeLessThan(0)
    expect(createdBy).toBe('Tess Ter')
    const events = await system()
      .select({ actorId: auditEvents.actorId, detail: auditEvents.detail })
      .from(auditEvents)
      .where(and(eq(auditEvents.workspaceId, ctx.workspaceId), eq(auditEvents.actorId, entry?.actorId ?? 0)))
    expect(events).toMatchObject([{ detail: { id, apiKeyId: expect.any(String) } }])
  })

  test('R3: on a limits plan it costs nothing and counts; an ended plan or a reached limit is refused', async () => {
    const ctx = await agency('limits')
    const call = await clientOf(ctx)
    const free = { ...body, quotedCredits: 0 }
    expect(refusal(await call(create, { body }))).toEqual([409, 'quote.changed'])
    expect((await call(create, { body: free })).status).toBe(202)
    if (kind !== 'report') return
    expect((await call(create, { body: free })).status).toBe(202)
    const third = await call(create, { body: free })
    expect(refusal(third)).toEqual([402, 'limit.reached'])
    expect(third.body).toMatchObject({
      limit: 2,
      used: 2,
      resetsAt: expect.any(String),
      upgradeHref: expect.any(String),
    })
  })

  test('pages its list with `before`, and refuses a made-up cursor', async () => {
    const call = await clientOf(await agency())
    const ids: string[] = []
    for (let i = 0; i < 3; i += 1) ids.unshift(workIn((await call(create, { body })).body).id)
    const first = (await call(list, { query: { limit: '2' } })).body
    const second = (await call(list, { query: { limit: '2', before: first.nextBefore } })).body
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(ids)
    expect(second.nextBefore).toBeNull()
    const wrong = await call(list, { query: { before: 'x' } })
    expect([wrong.status, wrong.body.errors.before]).toEqual([
      400,
      'Use the nextBefore of the previous page.',
    ])
  })
})

test('R33: a member’s spending limit holds for their personal key, and is shown in the problem', async () => {
  const ctx = await agency()
  const { workspaceId, userId } = ctx
  await system()
    .insert(spendingLimits)
    .values({ workspaceId, kind: 'member', subject: userId, mostCredits: 30 })
  const call = await clientOf(ctx)
  expect((await call('createReport', { body: report })).status).toBe(202)
  expect(refusal(await call('createReport', { body: report }))).toEqual([402, 'spending-limit.reached'])
  expect(refusal(await call('createImage', { body: image }))).toEqual([402, 'spending-limit.reached'])
  const service = await clientOf(ctx, { kind: 'service' })
  expect((await service('createReport', { body: report })).status).toBe(202)
})

test('R42: one key’s requests are limited, with the time to wait', async () => {
  const call = await clientOf(await agency())
  const { most } = windowLimits['pdf.person']
  const id = randomUUID()
  const answers = await Promise.all(Array.from({ length: most + 1 }, () => call('downloadReport', { id })))
  const limited = answers.filter(({ status }) => status === 429)
  expect(limited).toHaveLength(1)
  expect(Number(limited[0]?.headers.get('Retry-After'))).toBeGreaterThan(0)
})

describe('valuations by API', () => {
  test('a valuation has its range and comparables', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const { id } = (await call('createValuation', { body: valuation })).body
    await makeValuation({ workspaceId: ctx.workspaceId, id })
    const { result } = (await call('getValuation', { id })).body
    expect(result.lowUsd).toBeLessThan(result.estimateUsd)
    expect(result.highUsd).toBeGreaterThan(result.estimateUsd)
    expect(result.comparables.length).toBeGreaterThan(2)
  })

  test('R12: a valuation is shared with one link per request, until it is revoked, and downloads as a PDF', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const { id } = (await call('createValuation', { body: valuation })).body
    const share = (idempotencyKey: string) =>
      call('shareValuation', { id, body: { days: 7 }, idempotencyKey })
    expect((await share('a')).status).toBe(404)
    expect((await call('downloadValuation', { id })).status).toBe(404)
    await makeValuation({ workspaceId: ctx.workspaceId, id })
    const first = await share('a')
    expect(first.body.url).toMatch(/^http:\/\/localhost:3000\/shared\/valuations\/[\w.-]+$/)
    expect((await share('a')).body).toEqual(first.body)
    expect((await share('b')).body.url).not.toBe(first.body.url)
    expect((await call('unshareValuation', { id })).status).toBe(200)
    expect((await share('b')).status).toBe(409)
    const pdf = await call('downloadValuation', { id })
    expect(pdf.headers.get('content-disposition')).toContain('Home value 12 Test Lane')
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test.each([
    [{ livingSqft: 20_000 }, 'livingSqft'],
    [{ livingSqft: '1720' }, 'livingSqft'],
    [{ basementSqft: 2_000 }, 'basementSqft'],
    [{ yearRenovated: 1900 }, 'yearRenovated'],
    [{ label: 'x' }, 'label'],
  ])('refuses %j like the page’s form', async (over, field) => {
    const answer = await (await clientOf(await agency()))('createValuation', {
      body: { ...valuation, ...over },
    })
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([400, [field]])
  })
})
