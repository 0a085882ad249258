import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { stopJobQueue } from '@/lib/jobs/queue'
import { requestWork } from '@/lib/paid-work/request'
import { findEarlierValuation } from './earlier-valuation'
import { describedHome } from './home-input'
import { makeValuation } from './make-valuation'
import { agency, prepareCatalog, pricedRequest } from './testing'
import { valuationWork } from './valuation-work'

beforeAll(prepareCatalog)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

async function same(ctx: WorkspaceContext, over: Parameters<typeof pricedRequest>[1] = {}) {
  const input = await pricedRequest(ctx, over)
  return { home: describedHome(input), valuedOn: input.valuedOn }
}

test('R7: findEarlierValuation finds the same valuation under any name, only in this workspace', async () => {
  const [ctx, stranger] = [await agency(), await agency()]
  expect(await findEarlierValuation(ctx, await same(ctx))).toBeNull()
  const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
  expect(await findEarlierValuation(ctx, await same(ctx))).toMatchObject({ id, state: 'in-progress' })
  await makeValuation({ workspaceId: ctx.workspaceId, id })
  expect(await findEarlierValuation(ctx, await same(ctx, { label: 'Another name' }))).toMatchObject({
    id,
    state: 'ready',
    byYou: true,
  })
  expect(await findEarlierValuation(stranger, await same(ctx))).toBeNull()
  expect(await findEarlierValuation(ctx, await same(ctx, { bedrooms: 4 }))).toBeNull()
  expect(await findEarlierValuation(ctx, await same(ctx, { valuedOn: '2015-03-31' }))).toBeNull()
})

test('R7: findEarlierValuation ignores a valuation that was refunded or that has newer sales', async () => {
  const ctx = await agency()
  const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
  await makeValuation({ workspaceId: ctx.workspaceId, id })
  const isThis = eq(valuations.id, id)
  const grounds = (salesMore: number) =>
    sql`jsonb_set(grounds, '{salesCount}', ((grounds ->> 'salesCount')::int + ${salesMore}::int)::text::jsonb)`
  await system()
    .update(valuations)
    .set({ grounds: grounds(-1) })
    .where(isThis)
  expect(await findEarlierValuation(ctx, await same(ctx))).toBeNull()
  await system()
    .update(valuations)
    .set({ grounds: grounds(1) })
    .where(isThis)
  expect(await findEarlierValuation(ctx, await same(ctx))).toMatchObject({ id })
  await system().update(valuations).set({ givenBackFor: 'a wrong number' }).where(isThis)
  expect(await findEarlierValuation(ctx, await same(ctx))).toBeNull()
})
