import { control, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { draftTo, listOf } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { inputHash, keyId, nilId } from '@/lib/credits/decide/keys'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { stopJobQueue } from '@/lib/jobs/queue'
import { preparePrices } from '@/lib/metering/testing'
import { closeAnnouncer } from '@/lib/realtime/announce'
import { advanceTime } from './advance-time.ts'
import { listStops } from './list-stops.ts'
import { hasTimeMachine, readDemoClock, readTimeMachine, syncStripeClock } from './time-machine.ts'

const DAY = 86_400
let local: TestStripe
let ctx: WorkspaceContext

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, STRIPE_WEBHOOK_SECRET: local.secret })
  ctx = await makeSubscriber('growth', 2_000)
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), closeAnnouncer(), stopJobQueue()])
  await disconnect()
  await local.close()
})

const skipped = async () => (await readDemoClock()).skippedSeconds
const stripeSkipped = async () => Number((await control(local.url, 'clock')).skippedSeconds)
const waitingJobs = async () => {
  const rows = await system().execute<{ name: string }>(sql`
    select distinct name from pgboss.job where state = 'created' order by name`)
  return rows.map(({ name }) => name)
}

/** A campaign to one person, scheduled for this many seconds from now. */
async function scheduleIn(seconds: number): Promise<string> {
  await preparePrices({ 'campaign.send': { credits: 3, per: 10, minimum: 3 } })
  const id = await draftTo(ctx, await listOf(ctx, 1))
  const at = new Date((await readMarketNow()).getTime() + seconds * 1_000)
  await system()
    .update(campaigns)
    .set({ status: 'scheduled', scheduledAt: at, recipients: 1, quotedCredits: 3, confirmedBy: ctx.userId })
    .where(eq(campaigns.id, id))
  return id
}

const deleteDraft = (id: string) => system().delete(campaigns).where(eq(campaigns.id, id))

describe('advanceTime', () => {
  it('moves the product and the local Stripe by the same amount, and starts due jobs', async () => {
    const before = await readMarketNow()
    const { moved, now } = await advanceTime(ctx, { step: 'day', seenSkippedSeconds: 0 })
    expect(moved).toBe(true)
    expect((now.getTime() - before.getTime()) / 1_000 - DAY).toBeLessThan(60)
    expect([await skipped(), await stripeSkipped()]).toEqual([DAY, DAY])
    expect(await waitingJobs()).toEqual(
      expect.arrayContaining(['billing-catch-up', 'hold-sweep', 'notice-sweep', 'stripe-reconcile']),
    )
  })

  it('R12: moves once if clicked twice or by two people at the same time', async () => {
    const seen = await skipped()
    const both = await Promise.all([
      advanceTime(ctx, { step: 'week', seenSkippedSeconds: seen }),
      advanceTime(ctx, { step: 'day', seenSkippedSeconds: seen }),
    ])
    expect(both.filter(({ moved }) => moved)).toHaveLength(1)
    expect(await advanceTime(ctx, { step: 'week', seenSkippedSeconds: seen })).toMatchObject({ moved: false })
    const after = await skipped()
    expect([seen + DAY, seen + 7 * DAY]).toContain(after)
    expect(await stripeSkipped()).toBe(after)
  })

  it('R14: moves to just after the reset, where the balance is the full allowance', async () => {
    const key = keyId(crypto.randomUUID())
    const spent = await post(ctx.workspaceId, {
      type: 'charge',
      key,
      inputHash: inputHash([key]),
      credits: 700,
      units: 1,
      action: 1,
      actorId: ctx.userId,
      rateVersion: 1,
      subjectKind: 0,
      subjectId: nilId,
    })
    expect(spent.ok).toBe(true)
    const machine = await readTimeMachine(ctx)
    expect(machine?.next.kind).toBe('reset')
    await advanceTime(ctx, { step: 'next', seenSkippedSeconds: machine?.skippedSeconds ?? 0 })
    const { at, allowanceLeft } = await readAccount(ctx.workspaceId)
    expect(at).toBeGreaterThan(Date.parse(machine?.next.at ?? ''))
    expect(allowanceLeft).toBe(2_000)
  })

  it('syncStripeClock completes a move that only reached the product', async () => {
    const seen = await skipped()
    await system().execute(sql`update time_machine set offset_seconds = ${seen + 3 * DAY}`)
    await syncStripeClock()
    await syncStripeClock()
    expect(await stripeSkipped()).toBe(seen + 3 * DAY)
  })

  it('stops at each day and at each scheduled time, in order', async () => {
    const seen = await skipped()
    const draft = await scheduleIn(3 * DAY + 5 * 3_600)
    const stops = await listStops(seen, seen + 7 * DAY)
    expect(stops.at(-1)).toBe(seen + 7 * DAY)
    expect(stops).toEqual(stops.toSorted((a, b) => a - b))
    for (const day of [1, 2, 3, 4, 5, 6]) expect(stops).toContain(seen + day * DAY)
    const [moment = 0] = stops.filter((stop) => (stop - seen) % DAY !== 0)
    expect(moment - seen - (3 * DAY + 5 * 3_600)).toBeGreaterThan(0)
    expect(moment - seen - (3 * DAY + 5 * 3_600)).toBeLessThanOrEqual(61)
    await deleteDraft(draft)
  })

  it('R13: work scheduled within a skipped week runs at its time and isn’t late', async () => {
    const seen = await skipped()
    const id = await scheduleIn(3 * DAY + 5 * 3_600)
    const { moved, now } = await advanceTime(ctx, { step: 'week', seenSkippedSeconds: seen })
    expect(moved).toBe(true)
    const [campaign] = await system().select().from(campaigns).where(eq(campaigns.id, id))
    expect(campaign?.status).toBe('queued')
    const rows = await system().execute<{ held_at: string }>(sql`
      select opened_at as held_at from credit_holds where id = ${campaign?.holdId ?? null}`)
    const heldAt = new Date(rows[0]?.held_at ?? 0).getTime()
    expect(Math.abs(heldAt - (campaign?.scheduledAt?.getTime() ?? 0))).toBeLessThan(3 * 60_000)
    expect(now.getTime() - heldAt).toBeGreaterThan(3 * DAY * 1_000)
  })

  it('R38: is refused in production and with the real Stripe', async () => {
    const seen = await skipped()
    const production = { APP_ENV: 'production', STRIPE_API_BASE: local.url } as const
    const refused = advanceTime(ctx, { step: 'day', seenSkippedSeconds: seen }, production)
    await expect(refused).rejects.toMatchObject({ code: 'time.fixed' })
    expect(await skipped()).toBe(seen)
    expect(hasTimeMachine({ APP_ENV: 'demo', STRIPE_API_BASE: undefined })).toBe(false)
    expect(hasTimeMachine({ APP_ENV: 'demo', STRIPE_API_BASE: local.url })).toBe(true)
  })

  it('is limited to five years', async () => {
    const seenSkippedSeconds = 5 * 366 * DAY
    await expect(advanceTime(ctx, { step: 'day', seenSkippedSeconds })).rejects.toMatchObject({
      code: 'time.far',
    })
  })
})
