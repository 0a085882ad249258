import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { limitReservations, rateCardPrices, rateCards } from '@/db/schema'
import { getCreditsSummary } from '@/lib/billing/summary'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { settleUnits } from '@/lib/plan-limits/limits'
import { isReserved } from './holds/open-reservations'
import { sweepHolds } from './holds/sweep-holds'
import { capture, quote, release, renew, reserve } from './metered.ts'

const DAY_MS = 86_400_000

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))

async function reserveReport(
  ctx: WorkspaceContext,
  over: { key?: string; quotedCredits?: number; id?: string } = {},
) {
  const { key = randomUUID(), quotedCredits, id = randomUUID() } = over
  return reserve(ctx, {
    action: 'report.generate',
    units: 1,
    quotedCredits: quotedCredits ?? (await quote(ctx, 'report.generate')).credits,
    key,
    subject: { kind: 'report', id },
    leaseSeconds: 60,
  })
}

describe('R1, R2: credits mode', () => {
  it('R2, R13: holds the price, captures it on delivery and releases it when the work fails', async () => {
    const ctx = await makeSubscriber('starter', 100)
    const done = await reserveReport(ctx)
    const failed = await reserveReport(ctx)
    expect(await left(ctx)).toBe(60)
    await capture(ctx.workspaceId, done.holdId, 1)
    await release(ctx.workspaceId, failed.holdId)
    expect(await capture(ctx.workspaceId, done.holdId, 1)).toEqual({ credits: 20 })
    expect(await left(ctx)).toBe(80)
  })

  it('R13: a campaign of 25 with 20 accepted costs 6, not 9', async () => {
    const ctx = await makeSubscriber('starter', 100)
    const { credits } = await quote(ctx, 'campaign.send', 25)
    expect(credits).toBe(9)
    const subject = { kind: 'campaign' as const, id: randomUUID() }
    const input = {
      action: 'campaign.send' as const,
      units: 25,
      quotedCredits: 9,
      key: 'c',
      subject,
      leaseSeconds: 60,
    }
    const { holdId } = await reserve(ctx, input)
    expect(await capture(ctx.workspaceId, holdId, 20)).toEqual({ credits: 6 })
    expect(await left(ctx)).toBe(94)
  })

  it('R11: a refusal says the cost, what is left and what to do, and changes nothing', async () => {
    const ctx = await makeSubscriber('starter', 15)
    await expect(reserveReport(ctx)).rejects.toMatchObject({
      code: 'credits.insufficient',
      details: { cost: 20, left: 15, href: expect.stringContaining('billing') },
    })
    expect(await left(ctx)).toBe(15)
    expect(await quote(ctx, 'report.generate')).toMatchObject({ affordable: false })
  })

  it('R12: the same key returns the same reservation, and different input is an error', async () => {
    const ctx = await makeSubscriber('starter', 100)
    const [key, id] = [randomUUID(), randomUUID()]
    const first = await reserveReport(ctx, { key, id })
    expect(await reserveReport(ctx, { key, id })).toEqual(first)
    await expect(reserveReport(ctx, { key })).rejects.toMatchObject({ code: 'request.reused' })
    expect(await left(ctx)).toBe(80)
  })

  it('R5, R8: a rate card change in between charges nothing and returns the new price', async () => {
    const ctx = await makeSubscriber('starter', 100)
    const [key, id] = [randomUUID(), randomUUID()]
    await reserveReport(ctx, { key, id })
    await publish(2, 25)
    try {
      await expect(reserveReport(ctx, { quotedCredits: 20 })).rejects.toMatchObject({
        code: 'quote.changed',
        details: { credits: 25, quotedCredits: 20 },
      })
      // R12: a request accepted at the old price keeps it.
      await expect(reserveReport(ctx, { key, id, quotedCredits: 20 })).resolves.toMatchObject({ credits: 20 })
      await expect(reserveReport(ctx, { quotedCredits: 25 })).resolves.toMatchObject({
        credits: 25,
        rateVersion: 2,
      })
    } finally {
      await publish(3, 20)
    }
    expect(await left(ctx)).toBe(55)
  })
})

const reserveEmails = (ctx: WorkspaceContext, units: number) =>
  reserve(ctx, {
    action: 'campaign.send',
    units,
    quotedCredits: 0,
    key: randomUUID(),
    subject: { kind: 'campaign', id: randomUUID() },
    leaseSeconds: 60,
  })

/** Ends all leases, as if the work had been silent for too long. */
const lapse = ({ workspaceId }: WorkspaceContext) =>
  system()
    .update(limitReservations)
    .set({ leaseUntil: sql`${marketNow} - interval '1 minute'` })
    .where(eq(limitReservations.workspaceId, workspaceId))

async function publish(version: number, reportCredits: number): Promise<void> {
  await system()
    .insert(rateCards)
    .values({ version, effectiveAt: new Date(Date.now() - 1_000) })
  const prices = await system().select().from(rateCardPrices)
  await system()
    .insert(rateCardPrices)
    .values(
      prices
        .filter((price) => price.version === 1)
        .map((price) => ({
          ...price,
          version,
          credits: price.action === 'report.generate' ? reportCredits : price.credits,
        })),
    )
}

describe('R1, R3: limits mode', () => {
  it('R3: counts reports but not failed ones, and refuses at the limit with the limit, reset date and upgrade link', async () => {
    const ctx = await makeSubscriber('essentials', 0)
    const taken = await Promise.allSettled(Array.from({ length: 14 }, () => reserveReport(ctx)))
    const reserved = taken.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(reserved).toHaveLength(10)
    const refused = taken.find((result) => result.status === 'rejected')
    expect(refused).toMatchObject({
      reason: { code: 'limit.reached', details: { limit: 10, upgradeHref: expect.any(String) } },
    })
    await release(ctx.workspaceId, reserved[0]?.holdId ?? '')
    for (const { holdId } of reserved.slice(1)) await capture(ctx.workspaceId, holdId, 1)
    const summary = await getCreditsSummary(ctx)
    expect(summary.meters).toContainEqual({ metric: 'reports', used: 9, held: 0, limit: 10 })
    await expect(reserveReport(ctx)).resolves.toMatchObject({ credits: 0 })
  })

  it('R3, R19: an unpaid cycle has the grace period’s share of the limit, and the refusal says why', async () => {
    const ctx = await makeSubscriber('agency', 0)
    const { cycleStart, cycleEnd } = await readAccount(ctx.workspaceId)
    const days = (cycleEnd - cycleStart) / DAY_MS
    const until = (graceDays: number) =>
      post(ctx.workspaceId, {
        type: 'set-funding',
        allowance: 0,
        fundedUntil: cycleStart,
        partlyFundedUntil: cycleStart + graceDays * DAY_MS,
        spendUntil: null,
      })
    expect((await quote(ctx, 'report.generate')).limit).toMatchObject({ limit: 40 })
    await until(7)
    const share = Math.ceil((40 * 7) / days)
    expect((await quote(ctx, 'report.generate')).limit).toMatchObject({ limit: share })
    for (let made = 0; made < share; made += 1) await reserveReport(ctx)
    await expect(reserveReport(ctx)).rejects.toMatchObject({
      code: 'limit.reached',
      publicMessage: expect.stringContaining('We haven’t received your plan’s payment yet'),
    })
    await until(0)
    expect((await quote(ctx, 'report.generate')).affordable).toBe(false)
  })

  it('R3, R7: the quote says that the limit is reached, when it resets and that the action is unavailable', async () => {
    const ctx = await makeSubscriber('essentials', 0)
    const { cycleEnd } = await readAccount(ctx.workspaceId)
    const resetsAt = new Date(cycleEnd).toISOString()
    expect(await quote(ctx, 'report.generate')).toMatchObject({
      credits: 0,
      limit: { metric: 'reports', limit: 10, used: 0, resetsAt },
      affordable: true,
    })
    for (let i = 0; i < 10; i += 1) await reserveReport(ctx)
    // Work in progress counts: reserved units can't be used again.
    expect(await quote(ctx, 'report.generate')).toMatchObject({ limit: { used: 10 }, affordable: false })
    await expect(reserveReport(ctx)).rejects.toMatchObject({
      code: 'limit.reached',
      publicMessage: expect.stringMatching(
        /includes 10 reports .* You’ve used 10.* Upgrade, or wait for the reset on \w{3} \d+, \d{4}/,
      ),
      details: { limit: 10, used: 10, resetsAt, href: expect.stringContaining('#plans') },
    })
    // Actions that the plan does not list have their own limit and can still be started.
    expect(await quote(ctx, 'image.generate')).toMatchObject({
      credits: 0,
      limit: { metric: 'images', used: 0 },
      affordable: true,
    })
  })

  it('R3: the quote refuses a campaign larger than what is left and accepts one that just fits', async () => {
    const ctx = await makeSubscriber('essentials', 0)
    const { holdId } = await reserveEmails(ctx, 480)
    await capture(ctx.workspaceId, holdId, 480)
    expect(await quote(ctx, 'campaign.send', 20)).toMatchObject({ affordable: true })
    expect(await quote(ctx, 'campaign.send', 21)).toMatchObject({ affordable: false, limit: { used: 480 } })
    await expect(reserveEmails(ctx, 21)).rejects.toMatchObject({ code: 'limit.reached' })
    await reserveEmails(ctx, 20)
  })

  it('R3, R13: a campaign of 25 with 20 accepted counts 20, once', async () => {
    const ctx = await makeSubscriber('essentials', 0)
    const { holdId } = await reserveEmails(ctx, 25)
    expect(await quote(ctx, 'campaign.send')).toMatchObject({ limit: { used: 25 } })
    expect(await capture(ctx.workspaceId, holdId, 20)).toEqual({ credits: 0 })
    await capture(ctx.workspaceId, holdId, 20)
    await release(ctx.workspaceId, holdId)
    expect(await quote(ctx, 'campaign.send')).toMatchObject({ limit: { used: 20 } })
  })

  it('R13: renewed work is not swept; silent work is swept and counts nothing', async () => {
    const ctx = await makeSubscriber('essentials', 0)
    const [alive, silent] = [await reserveReport(ctx), await reserveReport(ctx)]
    await lapse(ctx)
    await renew(ctx.workspaceId, alive.holdId, 600)
    // A shorter lease does not shorten a longer one.
    await renew(ctx.workspaceId, alive.holdId, 1)
    await sweepHolds({})
    expect(await isReserved(ctx.workspaceId, alive.holdId)).toBe(true)
    expect(await isReserved(ctx.workspaceId, silent.holdId)).toBe(false)
    // Settled work is not reopened.
    await renew(ctx.workspaceId, silent.holdId, 600)
    expect(await isReserved(ctx.workspaceId, silent.holdId)).toBe(false)
    expect(await quote(ctx, 'report.generate')).toMatchObject({ limit: { used: 1 } })
    await capture(ctx.workspaceId, alive.holdId, 1)
    expect(await quote(ctx, 'report.generate')).toMatchObject({ limit: { used: 1 } })
  })

  it('R13: a sweep does not release a reservation renewed after it was found', async () => {
    const ctx = await makeSubscriber('essentials', 0)
    const { holdId } = await reserveReport(ctx)
    expect(await settleUnits(ctx.workspaceId, holdId, 0, { onlyIfLapsed: true })).toBe(false)
    expect(await isReserved(ctx.workspaceId, holdId)).toBe(true)
  })

  it('R35: a workspace cannot renew or settle another workspace’s reservation', async () => {
    const [ctx, other] = [await makeSubscriber('essentials', 0), await makeSubscriber('essentials', 0)]
    const { holdId } = await reserveReport(ctx)
    await lapse(ctx)
    await renew(other.workspaceId, holdId, 600)
    await settleUnits(other.workspaceId, holdId, 1)
    expect(await isReserved(ctx.workspaceId, holdId)).toBe(true)
    await sweepHolds({})
    expect(await isReserved(ctx.workspaceId, holdId)).toBe(false)
  })

  it('R3: counts usage in credits mode too', async () => {
    const ctx = await makeSubscriber('starter', 100)
    const { holdId } = await reserveReport(ctx)
    await capture(ctx.workspaceId, holdId, 1)
    await capture(ctx.workspaceId, holdId, 1)
    const { readLimitUse } = await import('@/lib/plan-limits/limits')
    const { cycleStart } = await readAccount(ctx.workspaceId)
    const use = await readLimitUse(system(), ctx.workspaceId, new Date(cycleStart))
    expect(use).toContainEqual({ metric: 'reports', used: 1, reserved: 0 })
  })
})
