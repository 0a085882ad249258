import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { code } from '@/lib/core/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { requestWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { testPaidWork } from '@/lib/paid-work/testing/contract'
import { getReport } from './get-report'
import { listReports } from './list-reports'
import { makeReport } from './make-report'
import { reportWork } from './report-work'
import { agency, balance, modelThat, prepareCatalog, pricedRequest, request, writer, zip } from './testing'

beforeAll(prepareCatalog)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

testPaidWork({
  work: reportWork,
  request,
  otherwise: (report) => ({ ...report, area: zip('98105') }),
  result: { figures: {}, summary: 'Text', model: 'test' },
})

const broken = modelThat(async () => {
  throw new Error('boom')
})

test('R13: a ready report has figures and a summary and is charged', async () => {
  const ctx = await agency()
  const { entries } = await balance(ctx)
  const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  expect(await getReport(ctx, id)).toMatchObject({ status: 'queued', result: null, paid: null })
  await makeReport({ workspaceId: ctx.workspaceId, id }, { model: writer })
  const report = await getReport(ctx, id)
  expect(report).toMatchObject({ status: 'ready', progressPercent: 100, createdBy: 'Tess Ter' })
  expect(report.result).toMatchObject({ model: 'the built-in writer', figures: { areaName: '98103' } })
  expect(report.result?.figures.salesCount).toBeGreaterThan(50)
  expect(report.paid).toEqual({ credits: 20, entrySeq: entries + 1 })
  expect(await balance(ctx)).toEqual({ left: 80, held: 0, entries: entries + 1 })
})

test.each([
  ['report.area', { area: zip('10001') }],
  ['report.period', { periodFrom: '2015-03-31', periodTo: '2015-03-31' }],
  ['report.period', { periodFrom: '2014-01-01' }],
  ['report.no-sales', { area: zip('98039'), periodFrom: '2015-01-01', periodTo: '2015-01-02' }],
])('R13: %s is refused before credits are held', async (expected, over) => {
  const ctx = await agency()
  const before = await balance(ctx)
  expect(await code(requestWork(reportWork, ctx, await pricedRequest(ctx, over)))).toBe(expected)
  expect(await balance(ctx)).toEqual(before)
})

test('R3: in limits mode a report counts toward the limit and is refused at the limit', async () => {
  const ctx = await agency('limits')
  const first = await pricedRequest(ctx)
  await requestWork(reportWork, ctx, first)
  await makeReport({ ...ctx, id: first.id }, { model: writer })
  const second = await pricedRequest(ctx)
  await requestWork(reportWork, ctx, second)
  expect(await code(requestWork(reportWork, ctx, await pricedRequest(ctx)))).toBe('limit.reached')
  await cancelWork(reportWork, ctx, second)
  await requestWork(reportWork, ctx, await pricedRequest(ctx))
})

describe('R13: a report whose model fails is free', () => {
  test('permanently: it has a reference and does not reveal the error', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
    await makeReport({ ...ctx, id }, { model: broken })
    const report = await getReport(ctx, id)
    expect(report).toMatchObject({ status: 'failed', result: null, paid: null })
    expect(report.failure).toMatch(/reference [0-9a-f]{8}/)
    expect(report.failure).not.toContain('boom')
    expect(await balance(ctx)).toEqual(before)
  })

  test('by inventing numbers: the summary is discarded', async () => {
    const ctx = await agency()
    const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
    const text = `Prices will reach $9,999,999 next year. ${'It is a lovely place. '.repeat(10)}`
    const liar = modelThat(async (options) => ({
      ...(await writer.model.doGenerate(options)),
      content: [{ type: 'text', text }],
    }))
    await makeReport({ ...ctx, id }, { model: liar })
    expect(await getReport(ctx, id)).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('did not pass our checks'),
    })
  })

  test('temporarily: the next attempt is charged once', async () => {
    const ctx = await agency()
    const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
    const job = { ...ctx, id }
    await expect(makeReport(job, { model: broken, attempt: { last: false } })).rejects.toThrow()
    expect(await getReport(ctx, id)).toMatchObject({ status: 'running' })
    await makeReport(job, { model: writer, attempt: { last: false } })
    expect(await getReport(ctx, id)).toMatchObject({ status: 'ready' })
    expect(await balance(ctx)).toMatchObject({ left: 80, held: 0 })
  })

  test('canceled while its summary is written: the result is discarded', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
    const cancelsFirst = modelThat(async (options) => {
      await cancelWork(reportWork, ctx, { id })
      return writer.model.doGenerate(options)
    })
    await makeReport({ ...ctx, id }, { model: cancelsFirst })
    expect(await getReport(ctx, id)).toMatchObject({ status: 'cancelled', result: null })
    expect(await balance(ctx)).toEqual(before)
  })
})

test('R35: another workspace cannot read, list or make a report', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const { id } = await requestWork(reportWork, ours, await pricedRequest(ours))
  expect(await code(getReport(theirs, id))).toBe('not-found')
  expect((await listReports(theirs, { limit: 10 })).rows).toEqual([])
  await makeReport({ workspaceId: theirs.workspaceId, id }, { model: writer })
  // The positive control.
  expect(await getReport(ours, id)).toMatchObject({ status: 'queued' })
  expect((await listReports(ours, { limit: 10 })).rows).toHaveLength(1)
})
