import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { reports } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { requestWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { countSales } from '@/lib/sales/sales-in-area'
import { findEarlierReport } from './earlier-report'
import { makeReport } from './make-report'
import { reportWork } from './report-work'
import { agency, balance, prepareCatalog, pricedRequest, writer, zip } from './testing'

beforeAll(prepareCatalog)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

const period = { from: '2015-01-01', to: '2015-03-31' }

async function same(zipCode = '98103', over: Partial<typeof period> = {}) {
  const area = zip(zipCode)
  const asks = { area, ...period, ...over }
  return { ...asks, salesCount: await countSales(area, asks) }
}

test('R7: findEarlierReport finds the same report in progress and ready, only in this workspace', async () => {
  const [ctx, stranger] = [await agency(), await agency()]
  expect(await findEarlierReport(ctx, await same())).toBeNull()
  const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  expect(await findEarlierReport(ctx, await same())).toMatchObject({ id, state: 'in-progress', byYou: true })
  await makeReport({ ...ctx, id }, { model: writer })
  const found = await findEarlierReport(ctx, await same())
  expect(found).toMatchObject({ id, state: 'ready', byYou: true, by: 'Tess Ter' })
  expect(Date.parse(found?.at ?? '')).toBeGreaterThan(0)

  expect(await findEarlierReport({ ...ctx, userId: stranger.userId }, await same())).toMatchObject({
    byYou: false,
  })
  expect(await findEarlierReport(stranger, await same())).toBeNull()
  expect(await findEarlierReport(ctx, await same('98115'))).toBeNull()
  expect(await findEarlierReport(ctx, await same('98103', { from: '2015-01-02' }))).toBeNull()
})

test('R7: findEarlierReport ignores the order of an area’s fields and compares its name', async () => {
  const ctx = await agency()
  const circle = {
    kind: 'radius',
    name: 'Green Lake',
    center: { latitude: 47.68, longitude: -122.33 },
    miles: 1.5,
  } as const
  const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx, { area: circle }))
  const salesCount = await countSales(circle, period)
  const turned = {
    miles: 1.5,
    center: { longitude: -122.33, latitude: 47.68 },
    name: 'Green Lake',
    kind: 'radius',
  } as const
  expect(await findEarlierReport(ctx, { area: turned, ...period, salesCount })).toMatchObject({ id })
  expect(await findEarlierReport(ctx, { area: { ...circle, miles: 2 }, ...period, salesCount })).toBeNull()
})

test('R7: findEarlierReport ignores a report that was refunded or canceled, or that has newer sales', async () => {
  const ctx = await agency()
  const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  await makeReport({ ...ctx, id }, { model: writer })
  const asks = await same()
  expect(await findEarlierReport(ctx, { ...asks, salesCount: asks.salesCount + 1 })).toBeNull()
  await system().update(reports).set({ givenBackFor: 'a wrong number' }).where(eq(reports.id, id))
  expect(await findEarlierReport(ctx, asks)).toBeNull()

  const next = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  await cancelWork(reportWork, ctx, next)
  expect(await findEarlierReport(ctx, asks)).toBeNull()
})

test('R7, R12: requesting the same report again creates and charges another one', async () => {
  const ctx = await agency()
  const before = await balance(ctx)
  const first = await pricedRequest(ctx)
  const second = await pricedRequest(ctx)
  for (const input of [first, second]) {
    await requestWork(reportWork, ctx, input)
    await makeReport({ ...ctx, id: input.id }, { model: writer })
  }
  expect(await balance(ctx)).toMatchObject({ left: before.left - 2 * first.quotedCredits, held: 0 })
  // The newest one is returned.
  await moveBack('reports', ['created_at'], '1 day', sql`id = ${first.id}`)
  expect(await findEarlierReport(ctx, await same())).toMatchObject({ id: second.id })
})
