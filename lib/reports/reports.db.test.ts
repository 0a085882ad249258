import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { reports } from '@/db/schema'
import { code } from '@/lib/core/testing'
import { jobsOfKey, stopJobQueue } from '@/lib/jobs/queue'
import { countUse } from '@/lib/limits-of-use/limiter'
import { useLimits } from '@/lib/limits-of-use/limits'
import { cancelReport } from './cancel-report'
import { getReport } from './get-report'
import { listReports } from './list-reports'
import { makeReport } from './make-report'
import { requestReport } from './request-report'
import { agency, asked, balance, modelThat, prepareCatalogue, writer, zip } from './testing'

beforeAll(prepareCatalogue)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

const broken = modelThat(async () => {
  throw new Error('boom')
})

describe('a report', () => {
  test('R13: its price is held, and paid when it is ready', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const input = await asked(ctx)
    const { id } = await requestReport(ctx, input)
    expect(await balance(ctx)).toMatchObject({
      left: before.left - input.quotedCredits,
      held: input.quotedCredits,
    })
    expect(await getReport(ctx, id)).toMatchObject({ status: 'queued', result: null, paid: null })
    expect(await jobsOfKey('report-make', id)).toEqual({ live: true, ended: false })

    await makeReport({ workspaceId: ctx.workspaceId, id }, { model: writer })
    const report = await getReport(ctx, id)
    expect(report).toMatchObject({ status: 'ready', progressPercent: 100, createdBy: 'Tess Ter' })
    expect(report.result).toMatchObject({ model: 'the built-in writer', figures: { areaName: '98103' } })
    expect(report.result?.figures.salesCount).toBeGreaterThan(50)
    expect(report.paid).toEqual({ credits: input.quotedCredits, entrySeq: before.entries + 1 })
    expect(await balance(ctx)).toEqual({
      left: before.left - input.quotedCredits,
      held: 0,
      entries: before.entries + 1,
    })
  })

  test('R12: the same request twice, at once and later, is one report and one charge', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const input = await asked(ctx)
    await Promise.all([requestReport(ctx, input), requestReport(ctx, input)])
    await Promise.all([1, 2].map(() => makeReport({ ...ctx, id: input.id }, { model: writer })))
    expect(await requestReport(ctx, input)).toEqual({ id: input.id })
    expect((await listReports(ctx, { limit: 10 })).rows).toHaveLength(1)
    expect(await balance(ctx)).toMatchObject({ left: before.left - input.quotedCredits, held: 0 })
  })

  test('R12: the same id for another report is refused', async () => {
    const ctx = await agency()
    const input = await asked(ctx)
    await requestReport(ctx, input)
    const held = await balance(ctx)
    expect(await code(requestReport(ctx, { ...input, area: zip('98105') }))).toBe('request.reused')
    expect(await balance(ctx)).toEqual(held)
  })

  test('R8, R11: an old price and too few credits are refused, and nothing is stored', async () => {
    const ctx = await agency('credits', 30)
    expect(await code(requestReport(ctx, await asked(ctx, { quotedCredits: 1 })))).toBe('quote.changed')
    await requestReport(ctx, await asked(ctx))
    const held = await balance(ctx)
    expect(await code(requestReport(ctx, await asked(ctx)))).toBe('credits.insufficient')
    expect(await balance(ctx)).toEqual(held)
    expect((await listReports(ctx, { limit: 10 })).rows).toHaveLength(1)
  })

  test.each([
    ['report.area', { area: zip('10001') }],
    ['report.period', { periodFrom: '2015-03-31', periodTo: '2015-03-31' }],
    ['report.period', { periodFrom: '2014-01-01' }],
    ['report.no-sales', { area: zip('98039'), periodFrom: '2015-01-01', periodTo: '2015-01-02' }],
  ])('%s is refused before anything is held', async (expected, over) => {
    const ctx = await agency()
    const before = await balance(ctx)
    expect(await code(requestReport(ctx, await asked(ctx, over)))).toBe(expected)
    expect(await balance(ctx)).toEqual(before)
  })

  test('R3: in limits mode it counts, and at the limit it is refused', async () => {
    const ctx = await agency('limits')
    const first = await asked(ctx)
    await requestReport(ctx, first)
    await makeReport({ ...ctx, id: first.id }, { model: writer })
    const second = await asked(ctx)
    await requestReport(ctx, second)
    expect(await code(requestReport(ctx, await asked(ctx)))).toBe('limit.reached')
    await cancelReport(ctx, second)
    await requestReport(ctx, await asked(ctx))
  })
})

describe('R13: work that does not come to its end costs nothing', () => {
  test('the model fails for good: failed with a reason, and free', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestReport(ctx, await asked(ctx))
    await makeReport({ ...ctx, id }, { model: broken })
    const report = await getReport(ctx, id)
    expect(report).toMatchObject({ status: 'failed', result: null, paid: null })
    expect(report.failure).toMatch(/Reference [0-9a-f]{8}/)
    expect(report.failure).not.toContain('boom')
    expect(await balance(ctx)).toEqual(before)
  })

  test('a model that invents numbers is not believed', async () => {
    const ctx = await agency()
    const { id } = await requestReport(ctx, await asked(ctx))
    const text = `Prices will reach $9,999,999 next year. ${'It is a lovely place. '.repeat(10)}`
    const liar = modelThat(async (options) => ({
      ...(await writer.model.doGenerate(options)),
      content: [{ type: 'text', text }],
    }))
    await makeReport({ ...ctx, id }, { model: liar })
    expect(await getReport(ctx, id)).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('did not hold up'),
    })
  })

  test('a failure that may pass is left to the next attempt, which is paid once', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id, quotedCredits } = await asked(ctx).then(async (input) => {
      await requestReport(ctx, input)
      return input
    })
    const job = { ...ctx, id }
    await expect(makeReport(job, { model: broken, attempt: { last: false } })).rejects.toThrow()
    expect(await getReport(ctx, id)).toMatchObject({ status: 'running' })
    await makeReport(job, { model: writer, attempt: { last: false } })
    expect(await getReport(ctx, id)).toMatchObject({ status: 'ready' })
    expect(await balance(ctx)).toMatchObject({ left: before.left - quotedCredits, held: 0 })
  })

  test('cancelled while it is made: the result is thrown away', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestReport(ctx, await asked(ctx))
    const cancelsFirst = modelThat(async (options) => {
      await cancelReport(ctx, { id })
      return writer.model.doGenerate(options)
    })
    await makeReport({ ...ctx, id }, { model: cancelsFirst })
    expect(await getReport(ctx, id)).toMatchObject({ status: 'cancelled', result: null })
    await makeReport({ ...ctx, id }, { model: writer })
    await cancelReport(ctx, { id })
    expect(await getReport(ctx, id)).toMatchObject({ status: 'cancelled' })
    expect(await balance(ctx)).toEqual(before)
  })

  test('a report that is ready can no longer be cancelled', async () => {
    const ctx = await agency()
    const { id } = await requestReport(ctx, await asked(ctx))
    await makeReport({ ...ctx, id }, { model: writer })
    const paid = await balance(ctx)
    expect(await code(cancelReport(ctx, { id }))).toBe('report.ready')
    expect(await balance(ctx)).toEqual(paid)
  })
})

describe('R35: another workspace', () => {
  test('neither reads, cancels nor makes a report that is not its own', async () => {
    const [ours, theirs] = [await agency(), await agency()]
    const { id } = await requestReport(ours, await asked(ours))
    expect(await code(getReport(theirs, id))).toBe('not-found')
    expect(await code(cancelReport(theirs, { id }))).toBe('not-found')
    expect((await listReports(theirs, { limit: 10 })).rows).toEqual([])
    await makeReport({ workspaceId: theirs.workspaceId, id }, { model: writer })
    // The positive control.
    expect(await getReport(ours, id)).toMatchObject({ status: 'queued' })
    expect((await listReports(ours, { limit: 10 })).rows).toHaveLength(1)
  })
})

test('pages of the list meet without a gap', async () => {
  const ctx = await agency()
  const ids: string[] = []
  for (let i = 0; i < 5; i += 1) ids.unshift((await requestReport(ctx, await asked(ctx))).id)
  const first = await listReports(ctx, { limit: 2 })
  const second = await listReports(ctx, { limit: 2, before: first.nextBefore ?? undefined })
  const third = await listReports(ctx, { limit: 2, before: second.nextBefore ?? undefined })
  expect([first, second, third].flatMap(({ rows }) => rows.map((row) => row.id))).toEqual(ids)
  expect(third.nextBefore).toBeNull()
})

test('R42: beyond the free cancels of a day, a report in progress finishes and is charged as quoted', async () => {
  const ctx = await agency()
  const before = await balance(ctx)
  await countUse('free-cancel.workspace', ctx.workspaceId, useLimits['free-cancel.workspace'].most)
  const { id } = await requestReport(ctx, await asked(ctx))
  await system().update(reports).set({ status: 'running' }).where(eq(reports.id, id))
  expect(await code(cancelReport(ctx, { id }))).toBe('cancel.limit')
  await makeReport({ ...ctx, id }, { model: writer })
  expect(await getReport(ctx, id)).toMatchObject({ status: 'ready' })
  expect(await balance(ctx)).toMatchObject({ left: before.left - 20, held: 0 })
})
