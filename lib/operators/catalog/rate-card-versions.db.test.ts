import { randomUUID } from 'node:crypto'
import { desc } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { rateCards } from '@/db/schema'
import { getRateCard, getRateCardView } from '@/lib/billing/catalog/rate-card'
import { post } from '@/lib/credits/post'
import { charge } from '@/lib/credits/testing'
import { quote, reserve } from '@/lib/metering/metered'
import { auditLog } from '../operations/audit-log'
import { ann, ben, ctx, resultOf, setUpOperators } from '../testing'
import { rateCardReach, rateCardVersions } from './rate-card-versions'
import { ScheduleRateCardInput, scheduleRateCard, withdrawRateCard } from './schedule-rate-card'

setUpOperators()

describe('the rate card', () => {
  const withReport = async (credits: number, effectiveAt: Date | null, basedOn?: number) => {
    const [newest] = await system().select().from(rateCards).orderBy(desc(rateCards.version)).limit(1)
    const { prices } = await getRateCard()
    return ScheduleRateCardInput.parse({
      basedOn: basedOn ?? newest?.version,
      effectiveAt,
      note: 'Report price increase',
      prices: { ...Object.fromEntries(prices), 'report.generate': { credits, per: 1, minimum: 0 } },
    })
  }

  it('R5, R8: an active version applies everywhere, and an earlier quote is refused', async () => {
    const before = await quote(ctx, 'report.generate')
    const version = Number(resultOf(await scheduleRateCard(ann, await withReport(25, null))))
    expect(await getRateCardView()).toMatchObject({ version })
    expect((await quote(ctx, 'report.generate')).credits).toBe(25)
    const request = { action: 'report.generate' as const, units: 1, key: randomUUID(), leaseSeconds: 60 }
    const subject = { kind: 'report' as const, id: randomUUID() }
    await expect(reserve(ctx, { ...request, subject, quotedCredits: before.credits })).rejects.toMatchObject({
      code: 'quote.changed',
      details: { credits: 25 },
    })
    expect((await rateCardVersions())[0]).toMatchObject({
      version,
      state: 'in-force',
      by: 'ann@trak.test',
      changes: [{ action: 'report.generate', before: `${before.credits} credits`, after: '25 credits' }],
    })
  })

  it('R5: a scheduled version has no effect before its start and can be withdrawn until then', async () => {
    const { version: now } = await getRateCard()
    const later = new Date(Date.now() + 3_600_000)
    const version = Number(resultOf(await scheduleRateCard(ann, await withReport(40, later))))
    expect((await getRateCard()).version).toBe(now)
    expect(await getRateCardView()).toMatchObject({ nextAt: later.toISOString() })
    await withdrawRateCard(ben, version)
    expect(await getRateCardView()).toMatchObject({ nextAt: null })
    await expect(withdrawRateCard(ben, now)).rejects.toMatchObject({ code: 'rate-card.in-force' })
    const { rows: events } = await auditLog({ limit: 50 })
    expect(events[0]).toMatchObject({ who: 'ben@trak.test', what: 'withdrew a rate card' })
  })

  it('R12: two saves of the same page create one version; a start in the past is refused', async () => {
    const input = await withReport(31, null)
    await scheduleRateCard(ann, input)
    await expect(scheduleRateCard(ben, input)).rejects.toMatchObject({ code: 'rate-card.changed' })
    await expect(scheduleRateCard(ann, await withReport(32, new Date(0)))).rejects.toMatchObject({
      code: 'effective.past',
    })
    await expect(scheduleRateCard(ann, await withReport(31, null))).rejects.toMatchObject({
      code: 'rate-card.same',
    })
  })

  it('R36: rateCardReach shows who a change would affect', async () => {
    await post(ctx.workspaceId, charge(20))
    const { workspacesByPlan, usedByAction } = await rateCardReach()
    expect(workspacesByPlan).toContainEqual({ plan: 'Growth', workspaces: expect.any(Number) })
    expect(usedByAction[0]).toMatchObject({ action: 'report.generate', times: expect.any(Number) })
  })
})
