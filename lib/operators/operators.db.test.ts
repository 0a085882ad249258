import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { operatorAdjustments, operatorEvents, packs, plans, rateCards, users } from '@/db/schema'
import {
  getOfferedPlan,
  getPack,
  getPlan,
  listPackOffers,
  listPlanOffers,
} from '@/lib/billing/catalog/catalog'
import { getRateCard, getRateCardView } from '@/lib/billing/catalog/rate-card'
import { explainBalance } from '@/lib/billing/statement/explain-balance'
import { recordExport } from '@/lib/billing/statement/record-export'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { charge, hold } from '@/lib/credits/testing'
import { quote, reserve } from '@/lib/metering/metered'
import { explainWorkspaceBalance } from './approvals/explanation-for'
import type { Scheduled } from './approvals/request-change'
import { planVersions } from './catalog/catalog-versions'
import { rateCardReach, rateCardVersions } from './catalog/rate-card-versions'
import { schedulePack, withdrawPack } from './catalog/schedule-pack'
import { schedulePlan, withdrawPlan } from './catalog/schedule-plan'
import { ScheduleRateCardInput, scheduleRateCard, withdrawRateCard } from './catalog/schedule-rate-card'
import { auditLog, exportLog } from './operations/audit-log'
import { type Operator, operatorOf } from './operator'
import {
  decideAdjustment,
  finishAdjustments,
  markOfAdjustment,
  requestAdjustment,
} from './workspaces/adjust-credits'
import { findWorkspaces } from './workspaces/find-workspaces'
import { asReader, viewWorkspace, workspaceFile } from './workspaces/workspace-file'

setTestEnv({ OPERATOR_EMAILS: 'ann@trak.test, Ben@trak.test', OPERATOR_FOUR_EYES_CREDITS: '1000' })

let ann: Operator
let ben: Operator
let ctx: Awaited<ReturnType<typeof makeSubscriber>>

beforeAll(async () => {
  const made = await system()
    .insert(users)
    .values([{ email: 'ann@trak.test' }, { email: 'ben@trak.test' }])
    .returning()
  const [first, second] = made.map((user) => operatorOf(user))
  if (!first || !second) throw new Error('they are operators')
  ;[ann, ben] = [first, second]
})
beforeEach(async () => {
  ctx = await makeSubscriber('growth', 2_000)
  // Requests of a day add up, so each test starts a new day.
  await system().delete(operatorAdjustments)
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

const adjustment = (over: object = {}) => ({
  id: randomUUID(),
  workspaceId: ctx.workspaceId,
  direction: 'give' as const,
  credits: 50,
  reason: 'For the outage',
  ...over,
})

/** The key or version of a change that needs only one operator. */
function resultOf(scheduled: Scheduled): string {
  if (scheduled.status !== 'scheduled') throw new Error('this change should not wait')
  return scheduled.result
}

const eventsOf = (workspaceId: number) =>
  system()
    .select()
    .from(operatorEvents)
    .where(eq(operatorEvents.workspaceId, workspaceId))
    .orderBy(desc(operatorEvents.at))

describe('operatorOf', () => {
  it('R36: matches configured addresses regardless of case, and no one else', () => {
    expect(operatorOf({ id: 7, email: 'BEN@trak.test' })).toEqual({ userId: 7, email: 'ben@trak.test' })
    expect(operatorOf({ id: 7, email: 'ben@trak.test.evil.test' })).toBeNull()
    expect(operatorOf(null)).toBeNull()
  })
})

describe('adjusting credits', () => {
  it('R36: adds extra credits as a ledger entry with a reason shown on the statement', async () => {
    const done = await requestAdjustment(ann, adjustment())
    expect(done).toMatchObject({ status: 'applied', credits: 50, requestedBy: ann.userId })
    const { rows } = await getStatementPage(ctx)
    expect(rows[0]).toMatchObject({
      seq: done.entrySeq,
      amountCredits: 50,
      note: 'For the outage',
      who: 'Market Trak',
    })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 50 })
    const [event] = await eventsOf(ctx.workspaceId)
    expect(event).toMatchObject({
      verb: 'credits.requested',
      operatorEmail: 'ann@trak.test',
      reason: 'For the outage',
    })
  })

  it('R12: a repeated request is one adjustment, and a reused id is refused', async () => {
    const input = adjustment()
    const both = await Promise.all([requestAdjustment(ann, input), requestAdjustment(ann, input)])
    expect(new Set(both.map((one) => one.entrySeq)).size).toBe(1)
    await expect(requestAdjustment(ann, { ...input, credits: 51 })).rejects.toMatchObject({
      code: 'request.reused',
    })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 50 })
    expect(await eventsOf(ctx.workspaceId)).toHaveLength(1)
  })

  it('R11: removes no more credits than are left', async () => {
    const done = await requestAdjustment(ann, adjustment({ direction: 'take', credits: 100 }))
    expect(done).toMatchObject({ status: 'applied', credits: -100 })
    await post(ctx.workspaceId, charge(1_400))
    const refused = await requestAdjustment(ann, adjustment({ direction: 'take', credits: 900 }))
    expect(refused).toMatchObject({ status: 'rejected', refusal: 'Only 500 credits are left to remove.' })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ allowanceLeft: 500 })
  })

  it('R36: above the threshold a second operator decides, never the requester', async () => {
    const input = adjustment({ credits: 1_001 })
    const waiting = await requestAdjustment(ann, input)
    expect(waiting).toMatchObject({ status: 'waiting', entrySeq: null })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 0 })
    const seen = markOfAdjustment(waiting)
    const decision = { workspaceId: ctx.workspaceId, id: input.id, seen, approve: true }
    await expect(decideAdjustment(ann, decision)).rejects.toMatchObject({ code: 'adjustment.own' })
    expect(await decideAdjustment(ben, decision)).toMatchObject({ status: 'applied', decidedBy: ben.userId })
    // Repeating the decision changes nothing; reversing it is refused.
    await expect(decideAdjustment(ben, { ...decision, approve: false })).rejects.toMatchObject({
      code: 'adjustment.decided',
    })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 1_001 })
  })

  it('R36: a rejected adjustment never reaches the ledger', async () => {
    const input = adjustment({ credits: 5_000 })
    const seen = markOfAdjustment(await requestAdjustment(ann, input))
    const decision = { workspaceId: ctx.workspaceId, id: input.id, seen, approve: false }
    expect(await decideAdjustment(ben, decision)).toMatchObject({ status: 'rejected', entrySeq: null })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 0 })
  })

  it('R13: finishAdjustments posts an interrupted adjustment once', async () => {
    const { workspaceId } = ctx
    const row = { workspaceId, id: randomUUID(), credits: 70, reason: 'Late', status: 'approved' as const }
    const requestedAt = new Date(Date.now() - 120_000)
    await system()
      .insert(operatorAdjustments)
      .values({ ...row, requestedBy: ann.userId, requestedAt })
    expect(await finishAdjustments()).toBe(1)
    expect(await finishAdjustments()).toBe(0)
    expect(await readAccount(workspaceId)).toMatchObject({ extraLeft: 70 })
  })

  it('R36: the database refuses the same person twice and changes to recorded events', async () => {
    const { workspaceId } = ctx
    const twice = { workspaceId, id: randomUUID(), credits: 1, reason: 'x', status: 'approved' as const }
    await expect(
      system()
        .insert(operatorAdjustments)
        .values({ ...twice, requestedBy: 1, decidedBy: 1 }),
    ).rejects.toThrow()
    await requestAdjustment(ann, adjustment())
    await expect(system().update(operatorEvents).set({ reason: 'other' })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('append-only') },
    })
  })
})

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

describe('plans and packs', () => {
  const terms = { description: 'For a growing agency', monthlyPriceCents: 38_900, annualPriceCents: 389_000 }
  const starter = { description: 'To begin with', monthlyPriceCents: 5_900, annualPriceCents: 59_000 }

  it('R29, R36: new terms are offered; subscribers keep theirs', async () => {
    const key = resultOf(
      await schedulePlan(ann, { basedOn: 'scale', effectiveAt: null, ...terms, allowanceCredits: 7_000 }),
    )
    const offers = await listPlanOffers()
    expect(offers.filter((plan) => plan.name === 'Scale')).toEqual([
      expect.objectContaining({ key, allowanceCredits: 7_000 }),
    ])
    await expect(getOfferedPlan('scale')).rejects.toMatchObject({ code: 'plan.unknown' })
    expect(await getPlan('scale')).toMatchObject({ allowanceCredits: 6_000 })
    const scale = (await planVersions()).find(({ family }) => family === 'scale')
    expect(scale?.versions.map(({ state }) => state)).toEqual(['on-sale', 'replaced'])
    await expect(schedulePlan(ben, { basedOn: 'scale', effectiveAt: null, ...terms })).rejects.toMatchObject({
      code: 'plan.changed',
    })
  })

  it('R36: scheduled terms can be withdrawn; an active plan is only taken off sale', async () => {
    const effectiveAt = new Date(Date.now() + 3_600_000)
    const key = resultOf(
      await schedulePlan(ann, { basedOn: 'starter', effectiveAt, ...starter, allowanceCredits: 600 }),
    )
    expect((await getOfferedPlan('starter')).allowanceCredits).toBe(500)
    await withdrawPlan(ann, key)
    expect(await system().select().from(plans).where(eq(plans.key, key))).toEqual([])
    await withdrawPlan(ann, 'starter')
    expect((await listPlanOffers()).map(({ name }) => name)).not.toContain('Starter')
    expect(await getPlan('starter')).toMatchObject({ name: 'Starter' })
    await expect(withdrawPlan(ann, 'trial')).rejects.toMatchObject({ code: 'plan.trial' })
  })

  it('R29, R36: packs behave the same way', async () => {
    const key = resultOf(
      await schedulePack(ann, { basedOn: 'small', effectiveAt: null, credits: 120, priceCents: 1_700 }),
    )
    await expect(getPack('small')).rejects.toMatchObject({ code: 'pack.unknown' })
    expect(await getPack(key)).toMatchObject({ credits: 120, name: 'Small pack' })
    await withdrawPack(ann, key)
    expect((await listPackOffers(ctx)).map(({ name }) => name)).toEqual(['Medium pack', 'Large pack'])
    expect(await system().$count(packs)).toBe(4)
  })
})

describe('workspaces', () => {
  it('R36: findWorkspaces matches number, name and member email', async () => {
    const [owner] = await system().select().from(users).where(eq(users.id, ctx.userId))
    for (const search of [String(ctx.workspaceId), owner?.email ?? ''])
      expect((await findWorkspaces({ search, limit: 25 })).rows.map(({ id }) => id)).toEqual([
        ctx.workspaceId,
      ])
    expect((await findWorkspaces({ search: 'Test agency', limit: 25 })).rows.length).toBeGreaterThan(0)
    expect((await findWorkspaces({ search: '%', limit: 25 })).rows).toEqual([])
  })

  it('R36: findWorkspaces pages down and back up without a gap', async () => {
    for (let i = 0; i < 3; i++) await makeSubscriber('growth', 2_000)
    const all = (await findWorkspaces({ limit: 5 })).rows.map(({ id }) => id)
    const first = await findWorkspaces({ limit: 2 })
    const second = await findWorkspaces({ limit: 2, before: first.nextBefore ?? 0 })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(all.slice(0, 4))
    expect(first.previousAfter).toBeNull()
    const back = await findWorkspaces({ limit: 2, after: second.previousAfter ?? 0 })
    expect(back).toEqual(first)
  })

  it('R36: workspaceFile has the balance, lots and activity', async () => {
    await requestAdjustment(ann, adjustment())
    const file = await workspaceFile(ctx.workspaceId)
    expect(file).toMatchObject({ name: 'Test agency', summary: { extraLeft: 50 } })
    expect(file.lots).toHaveLength(1)
    expect(file.members).toHaveLength(1)
    expect(asReader(ctx.workspaceId).userId).toBe(0)
    await expect(workspaceFile(2_000_000_000)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('R36: viewWorkspace is recorded once, however often the page renders', async () => {
    await Promise.all(Array.from({ length: 4 }, () => viewWorkspace(ann, ctx.workspaceId)))
    await viewWorkspace(ben, ctx.workspaceId)
    const { rows: events } = await auditLog({ workspaceId: ctx.workspaceId, limit: 50 })
    expect(events.map(({ who, what }) => [who, what]).toSorted()).toEqual([
      ['ann@trak.test', 'viewed members and ledger'],
      ['ben@trak.test', 'viewed members and ledger'],
    ])
    expect(events[0]?.changes).toContainEqual({ name: 'members', before: null, after: '1' })
    await expect(viewWorkspace(ann, 2_000_000_000)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('R36: exportLog lists exports of one workspace or all', async () => {
    const { workspaceId, userId } = ctx
    await recordExport(system(), { workspaceId, userId, role: 'owner' }, 'contacts', { rows: 7 })
    const mine = { kind: 'contacts', workspaceId, rows: 7 }
    expect(await exportLog(workspaceId)).toMatchObject([mine])
    expect(await exportLog()).toContainEqual(expect.objectContaining(mine))
    expect(await exportLog(workspaceId + 1_000_000)).toEqual([])
  })

  it('R13, R36: workspaceFile shows what is left of each lot and its own open holds', async () => {
    await requestAdjustment(ann, adjustment({ credits: 30 }))
    await post(ctx.workspaceId, charge(2_010))
    await requestAdjustment(ann, adjustment({ credits: 25 }))
    await post(ctx.workspaceId, hold(5))
    const other = await makeSubscriber('growth', 2_000)
    await post(other.workspaceId, hold(7))
    const { lots, running } = await workspaceFile(ctx.workspaceId)
    // 10 credits of the first lot are spent and 5 are held.
    expect(lots.map(({ granted, left }) => [granted, left])).toEqual([
      [25, 25],
      [30, 15],
    ])
    expect(running).toMatchObject({
      count: 1,
      holds: [{ what: 'Generate a report', who: 'Market Trak', credits: 5, extraCredits: 5, rateVersion: 1 }],
    })
  })

  it('R24, R36: explainWorkspaceBalance matches what the workspace sees', async () => {
    await post(ctx.workspaceId, charge(20))
    await requestAdjustment(ann, adjustment({ credits: 30 }))
    await post(ctx.workspaceId, hold(15))
    const explanation = await explainWorkspaceBalance(ctx.workspaceId, null, 'UTC')
    const own = await explainBalance(ctx, explanation.at)
    expect(explanation).toEqual({ ...own, running: own.running.map((work) => ({ ...work, href: null })) })
    expect(own.running[0]?.href).toMatch(/^\/reports\//)
    const sum = explanation.changes.reduce(
      (credits, change) => credits + change.credits,
      explanation.openingCredits,
    )
    expect([sum, explanation.balanceCredits, explanation.availableCredits]).toEqual([2_010, 2_010, 1_995])
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    expect(await explainWorkspaceBalance(ctx.workspaceId, yesterday, 'UTC')).toMatchObject({
      cycle: null,
      balanceCredits: 0,
    })
  })
})
