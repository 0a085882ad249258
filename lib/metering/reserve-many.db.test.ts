import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { spendingLimits } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { capture, captureMany, quote, release, reserveMany } from './metered'
import type { ReserveResult, Work } from './types'

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

const standing = async ({ workspaceId }: WorkspaceContext) => {
  const account = await readAccount(workspaceId)
  return { left: availableOf(account), held: account.held }
}
const workOf = (over: Partial<Work> = {}): Work => ({
  units: 1,
  quotedCredits: 5,
  key: randomUUID(),
  subject: { kind: 'listing', id: randomUUID() },
  ...over,
})
const reserve = (ctx: WorkspaceContext, works: Work[]) =>
  reserveMany(ctx, { action: 'feed.post', leaseSeconds: 60, works })
/** The result for each: its reservation, or why it was refused. */
const words = (reserved: ReserveResult[]) => reserved.map((one) => (isRefusal(one) ? one.code : one.credits))
const idsOf = (reserved: ReserveResult[]) => reserved.flatMap((one) => (isRefusal(one) ? [] : [one.holdId]))

describe('reserveMany', () => {
  it('R13: holds each piece of work, and captures or releases each separately', async () => {
    const ctx = await makeSubscriber('starter', 100)
    const held = idsOf(await reserve(ctx, [workOf(), workOf(), workOf()]))
    expect(await standing(ctx)).toEqual({ left: 85, held: 15 })
    const delivered = held.map((holdId, i) => ({ holdId, units: i === 1 ? 0 : 1 }))
    expect(await captureMany(ctx.workspaceId, delivered)).toEqual([5, 0, 5])
    expect(await standing(ctx)).toEqual({ left: 90, held: 0 })
  })

  it('R12: the same request, in one list or later, is the same reservation and is charged once', async () => {
    const ctx = await makeSubscriber('starter', 100)
    const works = [workOf(), workOf()]
    const first = await reserve(ctx, [...works, ...works])
    expect(first.slice(2)).toEqual(first.slice(0, 2))
    expect(await reserve(ctx, works)).toEqual(first.slice(0, 2))
    expect(words(await reserve(ctx, [workOf({ key: works[0]?.key ?? '' })]))).toEqual(['request.reused'])
    const delivered = idsOf(first).map((holdId) => ({ holdId, units: 1 }))
    await Promise.all([
      captureMany(ctx.workspaceId, delivered),
      captureMany(ctx.workspaceId, delivered.toReversed()),
    ])
    expect(await capture(ctx.workspaceId, delivered[0]?.holdId ?? '', 1)).toEqual({ credits: 5 })
    expect(await standing(ctx)).toEqual({ left: 90, held: 0 })
  })

  it('R11: reserves the first ones if there is not enough for all, and refuses the rest', async () => {
    const ctx = await makeSubscriber('starter', 12)
    const reserved = await reserve(ctx, [workOf(), workOf(), workOf()])
    expect(words(reserved)).toEqual([5, 5, 'credits.insufficient'])
    expect(reserved[2]).toMatchObject({ details: { cost: 5, left: 2 } })
    expect(await standing(ctx)).toEqual({ left: 2, held: 10 })
  })

  it('R8: refuses one with an outdated price and reserves the others', async () => {
    const ctx = await makeSubscriber('starter', 100)
    const { credits } = await quote(ctx, 'feed.post')
    const works = [workOf(), workOf({ quotedCredits: credits - 1 }), workOf()]
    expect(words(await reserve(ctx, works))).toEqual([5, 'quote.changed', 5])
    expect(await standing(ctx)).toEqual({ left: 90, held: 10 })
  })

  it('does nothing for an empty list', async () => {
    const ctx = await makeSubscriber('starter', 100)
    expect(await reserve(ctx, [])).toEqual([])
    expect(await captureMany(ctx.workspaceId, [])).toEqual([])
  })

  it('R35: does not capture a hold of another workspace', async () => {
    const [ctx, other] = [await makeSubscriber('starter', 100), await makeSubscriber('starter', 100)]
    const [holdId = ''] = idsOf(await reserve(ctx, [workOf()]))
    expect(await captureMany(other.workspaceId, [{ holdId, units: 1 }])).toEqual([0])
    expect(await standing(ctx)).toEqual({ left: 95, held: 5 })
    expect(await standing(other)).toEqual({ left: 100, held: 0 })
  })

  it('R3: holds no credits on a limits plan', async () => {
    const ctx = await makeSubscriber('essentials', 0)
    const works = Array.from({ length: 20 }, () => workOf({ quotedCredits: 0 }))
    const reserved = await reserve(ctx, [...works, workOf()])
    expect(words(reserved)).toEqual([...works.map(() => 0), 'quote.changed'])
    expect(words(await reserve(ctx, works))).toEqual(works.map(() => 0))
    const delivered = idsOf(reserved).map((holdId) => ({ holdId, units: 1 }))
    expect(await captureMany(ctx.workspaceId, delivered)).toEqual(works.map(() => 0))
  })
})

describe('reserveMany under a spending limit', () => {
  async function limited(mostCredits: number) {
    const ctx = await makeSubscriber('starter', 500)
    const { workspaceId, userId } = ctx
    await system()
      .insert(spendingLimits)
      .values({ workspaceId, kind: 'member', subject: userId, mostCredits })
    return ctx
  }

  it('reserves up to the limit, including earlier spending', async () => {
    const ctx = await limited(22)
    expect(words(await reserve(ctx, [workOf(), workOf()]))).toEqual([5, 5])
    const reserved = await reserve(ctx, [workOf(), workOf(), workOf(), workOf()])
    expect(words(reserved)).toEqual([5, 5, 'spending-limit.reached', 'spending-limit.reached'])
    expect(reserved[2]).toMatchObject({ details: { cost: 5, limit: 22, used: 20 } })
    const [holdId = ''] = idsOf(reserved)
    await release(ctx.workspaceId, holdId)
    expect(words(await reserve(ctx, [workOf(), workOf()]))).toEqual([5, 'spending-limit.reached'])
  })

  it('R12: accepts a repeated request again without counting it twice', async () => {
    const ctx = await limited(15)
    const works = [workOf(), workOf()]
    const first = await reserve(ctx, works)
    const fresh = workOf()
    const again = await reserve(ctx, [...works, fresh, fresh, workOf()])
    expect(again.slice(0, 2)).toEqual(first)
    expect(words(again)).toEqual([5, 5, 5, 5, 'spending-limit.reached'])
    expect(await standing(ctx)).toEqual({ left: 485, held: 15 })
  })

  it('never exceeds the limit with simultaneous lists', async () => {
    const ctx = await limited(50)
    const lists = Array.from({ length: 6 }, () => reserve(ctx, [workOf(), workOf(), workOf()]))
    const all = (await Promise.all(lists)).flatMap(words)
    expect(all.filter((one) => one === 5)).toHaveLength(10)
    expect(all.filter((one) => one === 'spending-limit.reached')).toHaveLength(8)
    expect(await standing(ctx)).toEqual({ left: 450, held: 50 })
  })
})
