import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { reports } from '@/db/schema'
import { code } from '@/lib/core/testing'
import { readAccount } from '@/lib/credits/read/read'
import { stopJobQueue } from '@/lib/jobs/queue'
import { refundIfBroken } from '@/lib/paid-work/refund'
import { requestWork, retryWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { getReport } from './get-report'
import { listReports } from './list-reports'
import { makeReport } from './make-report'
import { reportWork } from './report-work'
import { agency, prepareCatalog, pricedRequest, writer } from './testing'

beforeAll(prepareCatalog)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

const center = { latitude: 47.6801, longitude: -122.3301 }
const greenLake = { kind: 'radius', name: 'Green Lake', center, miles: 1.5 } as const

test('listReports finds a report by its area name and status', async () => {
  const ctx = await agency()
  const ready = await requestWork(reportWork, ctx, await pricedRequest(ctx, { area: greenLake }))
  await makeReport({ ...ctx, ...ready }, { model: writer })
  const ended = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  await cancelWork(reportWork, ctx, ended)
  const { result } = await getReport(ctx, ready.id)
  expect(result?.figures).toMatchObject({ areaName: 'Green Lake', area: greenLake })
  expect(result?.figures.places.length).toBeGreaterThan(20)

  const idsOf = async (query: Omit<Parameters<typeof listReports>[1], 'limit'>) =>
    (await listReports(ctx, { limit: 10, ...query })).rows.map(({ id }) => id)
  expect(await idsOf({ search: 'green' })).toEqual([ready.id])
  expect(await idsOf({ search: '%' })).toEqual([])
  expect(await idsOf({ filter: 'ended' })).toEqual([ended.id])
  expect(await idsOf({ filter: 'ready', search: '98103' })).toEqual([])
})

test('R12, R13, R35: retryWork requests an ended report at its current price, and no other', async () => {
  const [ctx, stranger] = [await agency(), await agency()]
  const input = await pricedRequest(ctx, { area: greenLake })
  const { id: endedId } = await requestWork(reportWork, ctx, input)
  const again = { id: randomUUID(), endedId, quotedCredits: input.quotedCredits }
  expect(await code(retryWork(reportWork, ctx, again))).toBe('report.not-ended')
  await cancelWork(reportWork, ctx, { id: endedId })
  expect(await code(retryWork(reportWork, stranger, again))).toBe('not-found')
  expect(await code(retryWork(reportWork, ctx, { ...again, quotedCredits: 1 }))).toBe('quote.changed')

  expect(await retryWork(reportWork, ctx, again)).toEqual({ id: again.id })
  expect(await retryWork(reportWork, ctx, again)).toEqual({ id: again.id })
  expect(await getReport(ctx, again.id)).toMatchObject({ areaName: 'Green Lake', status: 'queued' })
  expect((await readAccount(ctx.workspaceId)).held).toBe(input.quotedCredits)
})

test('R13: a broken report is refunded once; a sound one is not', async () => {
  const [ctx, stranger] = [await agency(), await agency()]
  const one = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  await makeReport({ ...ctx, ...one }, { model: writer })
  expect(await refundIfBroken(reportWork, ctx, one)).toBeNull()

  const { result } = await getReport(ctx, one.id)
  const summary = `${result?.summary} Next year the median will be $9,999,999.`
  await system().update(reports).set({ summary }).where(eq(reports.id, one.id))
  expect(await code(refundIfBroken(reportWork, stranger, one))).toBe('not-found')
  const first = await refundIfBroken(reportWork, ctx, one)
  expect(first).toEqual({
    credits: 20,
    fault: 'The summary includes a number that isn’t in the figures.',
  })
  expect(await refundIfBroken(reportWork, ctx, one)).toEqual(first)
  const { allowanceLeft, extraLeft } = await readAccount(ctx.workspaceId)
  expect(allowanceLeft + extraLeft).toBe(100)
  expect((await getReport(ctx, one.id)).givenBackFor).toBe(first?.fault)
})

test('R13: a report with too few sales is refused before credits are held', async () => {
  const ctx = await agency()
  const tiny = { ...greenLake, miles: 0.1 }
  const input = await pricedRequest(ctx, { area: tiny, periodFrom: '2015-01-01', periodTo: '2015-01-20' })
  expect(await code(requestWork(reportWork, ctx, input))).toMatch(/^report\.(no-sales|too-few)$/)
  expect((await readAccount(ctx.workspaceId)).held).toBe(0)
})

test('listReports has the median, its change and the months of a ready report, as its page shows them', async () => {
  const ctx = await agency()
  const period = { periodFrom: '2014-12-01', periodTo: '2015-03-31' }
  const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx, period))
  const [queued] = (await listReports(ctx, { limit: 10 })).rows
  expect(queued?.glance).toBeNull()
  await makeReport({ ...ctx, id }, { model: writer })
  const [row] = (await listReports(ctx, { limit: 10 })).rows
  const figures = (await getReport(ctx, id)).result?.figures
  expect(row?.glance).toEqual({
    medianPriceUsd: Math.round(figures?.priceUsd?.median ?? 0),
    changePercent: figures?.before?.medianPriceChangePercent,
    currency: 'usd',
    monthlyMediansUsd: figures?.months.map((month) => month.medianPriceUsd),
  })
  expect(row?.glance?.monthlyMediansUsd).toHaveLength(4)
})
