import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { getCreditsSummary } from '@/lib/billing/summary'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { formatDate } from '@/lib/core/text/format'
import { readAccount } from '@/lib/credits/read/read'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { capture, captureMany, quote, release, reserve, reserveMany } from '../metered'
import { refundHold } from '../refund-hold'
import { agency, preparePrices } from '../testing'

/** Limits of the test plan. All different, so that a mix-up is noticed. */
const FAIR_USE = { images: 4, edits: 3, valuations: 2, posts: 5 }
const COUNTED: [ActionKey, keyof typeof FAIR_USE][] = [
  ['image.generate', 'images'],
  ['image.regenerate', 'images'],
  ['image.edit', 'edits'],
  ['valuation.instant', 'valuations'],
  ['feed.post', 'posts'],
]

beforeAll(async () => {
  setTestEnv()
  const price = { credits: 1 }
  await preparePrices(Object.fromEntries(COUNTED.map(([action]) => [action, price])))
  await system().execute(sql`update plans set images_fair_use = ${FAIR_USE.images}, edits_fair_use = ${FAIR_USE.edits},
    valuations_fair_use = ${FAIR_USE.valuations}, posts_fair_use = ${FAIR_USE.posts} where key = 'test-limits'`)
})
afterAll(disconnect)

const work = (quotedCredits: number) => ({
  units: 1,
  quotedCredits,
  key: randomUUID(),
  subject: { kind: 'listing' as const, id: randomUUID() },
})
const ask = (ctx: WorkspaceContext, action: ActionKey, credits = 0) =>
  reserve(ctx, { action, leaseSeconds: 60, ...work(credits) })
const meter = async (ctx: WorkspaceContext, metric: string) =>
  (await getCreditsSummary(ctx)).fairUse?.find((one) => one.metric === metric)

describe('R3: fair-use limits of a limits plan', () => {
  it.each(COUNTED)(
    '%s: exactly the limit of %s starts out of 40 simultaneous requests',
    async (action, metric) => {
      const ctx = await agency('limits')
      const limit = FAIR_USE[metric]
      const all = await Promise.allSettled(Array.from({ length: 40 }, () => ask(ctx, action)))
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(limit)
      const { cycleEnd } = await readAccount(ctx.workspaceId)
      expect(all.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: {
          code: 'limit.reached',
          publicMessage: `Your plan’s fair-use limit is ${limit} ${metric} a month. You’ve used ${limit}. Upgrade, or wait for the reset on ${formatDate(new Date(cycleEnd), 'UTC')}.`,
          details: {
            limit,
            used: limit,
            resetsAt: new Date(cycleEnd).toISOString(),
            upgradeHref: expect.stringContaining('#plans'),
          },
        },
      })
      expect(await quote(ctx, action)).toMatchObject({
        credits: 0,
        limit: { metric, limit, used: limit },
        affordable: false,
      })
      expect(await meter(ctx, metric)).toEqual({ metric, used: 0, held: limit, limit })
    },
  )

  it('failed work does not count', async () => {
    const ctx = await agency('limits')
    const { holdId } = await ask(ctx, 'valuation.instant')
    expect(await meter(ctx, 'valuations')).toMatchObject({ used: 0, held: 1 })
    await release(ctx.workspaceId, holdId)
    expect(await meter(ctx, 'valuations')).toMatchObject({ used: 0, held: 0 })
  })

  it('R13: work that is found broken after it was delivered no longer counts, in both modes, once', async () => {
    for (const mode of ['limits', 'credits'] as const) {
      const ctx = await agency(mode)
      const { holdId } = await ask(ctx, 'valuation.instant', mode === 'limits' ? 0 : 1)
      const other = await ask(ctx, 'valuation.instant', mode === 'limits' ? 0 : 1)
      for (const one of [holdId, other.holdId]) await capture(ctx.workspaceId, one, 1)
      const broken = {
        holdId,
        subject: { kind: 'valuation' as const, id: randomUUID() },
        reason: 'It is blank.',
      }
      await Promise.all([refundHold(ctx, broken), refundHold(ctx, broken)])
      await refundHold(ctx, broken)
      // Settling it again counts nothing.
      await capture(ctx.workspaceId, holdId, 1)
      await system().execute(
        sql`update subscriptions set plan_key = 'test-limits' where workspace_id = ${ctx.workspaceId}`,
      )
      expect(await meter(ctx, 'valuations'), mode).toMatchObject({ used: 1, held: 0 })
    }
  })

  it('a file of listings gets posts up to the limit, and the rest are refused one by one', async () => {
    const ctx = await agency('limits')
    const works = Array.from({ length: 8 }, () => work(0))
    const reserved = await reserveMany(ctx, { action: 'feed.post', leaseSeconds: 60, works })
    expect(reserved.filter((one) => 'holdId' in one)).toHaveLength(FAIR_USE.posts)
  })

  it('usage in credits mode is counted once, so that switching mid-cycle starts from correct figures', async () => {
    const ctx = await agency('credits')
    const image = await ask(ctx, 'image.generate', 1)
    const posts = [await ask(ctx, 'feed.post', 1), await ask(ctx, 'feed.post', 1)]
    const delivered = posts.map(({ holdId }) => ({ holdId, units: 1 }))
    await capture(ctx.workspaceId, image.holdId, 1)
    await captureMany(ctx.workspaceId, delivered)
    await captureMany(ctx.workspaceId, delivered)
    expect(await meter(ctx, 'images')).toBeUndefined()
    await system().execute(
      sql`update subscriptions set plan_key = 'test-limits' where workspace_id = ${ctx.workspaceId}`,
    )
    expect(await meter(ctx, 'images')).toMatchObject({ used: 1 })
    expect(await meter(ctx, 'posts')).toMatchObject({ used: 2 })
  })
})
