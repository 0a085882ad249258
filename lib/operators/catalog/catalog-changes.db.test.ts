import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import { operatorChanges, operatorEvents, packs, plans, rateCardPrices, rateCards, users } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { actionKeys } from '@/lib/credits/shared/actions'
import { differencesOf } from '../approvals/change-preview'
import { decideChange, type WaitingChange, waitingChanges, withdrawChange } from '../approvals/decide-change'
import type { Scheduled } from '../approvals/request-change'
import type { Operator } from '../operator'
import { schedulePack, withdrawPack } from './schedule-pack'
import { schedulePlan } from './schedule-plan'
import { ScheduleRateCardInput, scheduleRateCard, withdrawRateCard } from './schedule-rate-card'

/** R36: large changes to the catalog and the rate card need a second operator. */
setTestEnv({ OPERATOR_FOUR_EYES_PRICE_FACTOR: '2' })

let ann: Operator
let ben: Operator

async function makeOperator(email: string): Promise<Operator> {
  const [user] = await system().insert(users).values({ email }).returning()
  return { userId: user?.id ?? 0, email }
}
beforeAll(async () => {
  ann = await makeOperator('ann@trak.test')
  ben = await makeOperator('ben@trak.test')
})
beforeEach(async () => {
  const db = system()
  await db.delete(operatorChanges)
  for (const table of [rateCardPrices, rateCards, packs, plans]) await db.delete(table)
  await seedCatalog(db)
})
afterAll(() => disconnect())

async function waitingOf(scheduled: Scheduled): Promise<WaitingChange> {
  if (scheduled.status !== 'waiting') throw new Error('this change should wait')
  const found = (await waitingChanges()).find(({ id }) => id === scheduled.id)
  if (!found) throw new Error('it is not in the list')
  return found
}
const resultOf = (scheduled: Scheduled) => (scheduled.status === 'scheduled' ? scheduled.result : null)
const approve = ({ id, mark }: WaitingChange) => ({ id, seen: mark, decision: 'approve' as const })
const reject = ({ id, mark }: WaitingChange) => ({ id, seen: mark, decision: 'reject' as const })
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const pack = (credits: number, priceCents: number, basedOn = 'small', effectiveAt: Date | null = null) =>
  ({ basedOn, effectiveAt, credits, priceCents }) as const
const growth = (over: object = {}) => ({
  basedOn: 'growth',
  effectiveAt: null,
  description: 'For a growing agency',
  monthlyPriceCents: 14_900,
  annualPriceCents: 149_000,
  allowanceCredits: 2_000,
  ...over,
})
async function card(changes: object, effectiveAt: Date | null = null) {
  const [newest] = await system().select().from(rateCards).orderBy(desc(rateCards.version)).limit(1)
  const rows = await system()
    .select()
    .from(rateCardPrices)
    .where(eq(rateCardPrices.version, newest?.version ?? 0))
  const prices = Object.fromEntries(
    rows.map(({ action, credits, per, minimum }) => [action, { credits, per, minimum }]),
  )
  return ScheduleRateCardInput.parse({
    basedOn: newest?.version,
    effectiveAt,
    note: 'A test',
    prices: { ...prices, ...changes },
  })
}
const price = (credits: number) => ({ credits, per: 1, minimum: 0 })

describe('R36: a large change needs approval before it reaches the catalog', () => {
  it('a pack of 1,000,000 credits for $0.50', async () => {
    const change = await waitingOf(await schedulePack(ann, pack(1_000_000, 50)))
    expect(change).toMatchObject({ kind: 'pack', subject: 'small', requestedByEmail: 'ann@trak.test' })
    expect(change.reasons).toContain('The price per credit changes by more than a factor of 2.')
    expect(await system().$count(packs)).toBe(3)
    expect(differencesOf(change)).toEqual([
      { name: 'Credits', before: '100', after: '1,000,000' },
      { name: 'Price', before: '$15', after: '$0.50' },
      { name: 'Price per credit', before: '$0.15', after: '$0.0000005' },
    ])
  })

  it('a rate card of zeros', async () => {
    const zeros = Object.fromEntries(actionKeys.map((action) => [action, { credits: 0, per: 1, minimum: 0 }]))
    const change = await waitingOf(await scheduleRateCard(ann, await card(zeros)))
    expect(change.reasons).toContain('"Generate a report" would be free.')
    expect(differencesOf(change)).toContainEqual({
      name: 'Generate a report',
      before: '20 credits',
      after: '0 credits',
    })
    expect(await system().$count(rateCards)).toBe(1)
    const decided = await decideChange(ben, approve(change))
    expect(decided).toMatchObject({ status: 'applied', result: '2', decidedBy: ben.userId })
    const [newest] = await system().select().from(rateCards).orderBy(desc(rateCards.version)).limit(1)
    expect(newest).toMatchObject({ version: 2, createdBy: ben.userId })
  })

  it('a plan with ten times the credits; a small change needs no approval', async () => {
    const change = await waitingOf(await schedulePlan(ann, growth({ allowanceCredits: 20_000 })))
    expect(differencesOf(change).map(({ name }) => name)).toContain('Credits per month')
    expect(resultOf(await schedulePack(ann, pack(120, 1_700)))).toMatch(/^small-/)
    expect(resultOf(await scheduleRateCard(ann, await card({ 'report.generate': price(25) })))).toBe('2')
    await decideChange(ben, approve(change))
    const rows = await system().select().from(plans).where(eq(plans.family, 'growth'))
    expect(rows.map(({ allowanceCredits }) => allowanceCredits).sort()).toEqual([2_000, 20_000])
  })

  it('many small steps count as one change from the last approved terms', async () => {
    const first = resultOf(await scheduleRateCard(ann, await card({ 'report.generate': price(11) })))
    expect(first).toBe('2')
    const second = await waitingOf(await scheduleRateCard(ben, await card({ 'report.generate': price(6) })))
    await decideChange(ann, approve(second))
    // Now 6 is the last approved value.
    expect(resultOf(await scheduleRateCard(ann, await card({ 'report.generate': price(4) })))).toBe('4')
    await waitingOf(await scheduleRateCard(ann, await card({ 'report.generate': price(2) })))
    const one = resultOf(await schedulePack(ann, pack(150, 1_500, 'small', soon(1)))) ?? ''
    await waitingOf(await schedulePack(ann, pack(220, 1_500, one, soon(2))))
  })

  it('a withdrawn version is not the baseline for a new one with the same number', async () => {
    const change = await waitingOf(
      await scheduleRateCard(ann, await card({ 'report.generate': price(100) }, soon(1))),
    )
    await decideChange(ben, approve(change))
    await withdrawRateCard(ann, 2)
    expect(resultOf(await scheduleRateCard(ann, await card({ 'report.generate': price(40) })))).toBe('2')
    await waitingOf(await scheduleRateCard(ann, await card({ 'report.generate': price(80) })))
  })
})

describe('R36: the second operator', () => {
  it('must be another person, not another spelling of the same mailbox', async () => {
    const change = await waitingOf(await schedulePack(ann, pack(1_000, 50)))
    const twin = { userId: 999_999, email: 'ANN+2@trak.test' }
    for (const same of [ann, twin])
      await expect(decideChange(same, approve(change))).rejects.toMatchObject({ code: 'change.own' })
    expect(await system().$count(packs)).toBe(3)
    await expect(
      system().update(operatorChanges).set({ status: 'applied', result: 'x', decidedBy: ann.userId }),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('four_eyes') } })
  })

  it('can only approve the exact change they saw', async () => {
    const change = await waitingOf(await schedulePack(ann, pack(1_000, 50)))
    await expect(decideChange(ben, { ...approve(change), seen: 'other' })).rejects.toMatchObject({
      code: 'change.changed',
    })
    await expect(
      system()
        .update(operatorChanges)
        .set({ input: pack(9_000, 50) }),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('cannot be changed') } })
    await schedulePack(ann, pack(110, 1_500))
    await expect(decideChange(ben, approve(change))).rejects.toMatchObject({ code: 'pack.changed' })
    expect((await waitingChanges()).map(({ id }) => id)).toEqual([change.id])
    expect(await decideChange(ben, reject(change))).toMatchObject({ status: 'rejected', result: null })
  })

  it('decides once: repeating the decision changes nothing and reversing it is refused', async () => {
    const change = await waitingOf(await schedulePack(ann, pack(1_000, 50)))
    const both = await Promise.all([decideChange(ben, approve(change)), decideChange(ben, approve(change))])
    expect(new Set(both.map(({ result }) => result)).size).toBe(1)
    expect(await system().$count(packs)).toBe(4)
    await expect(decideChange(ben, reject(change))).rejects.toMatchObject({ code: 'change.decided' })
    await withdrawPack(ben, both[0]?.result ?? '')
  })

  it('cannot approve a change whose start time has passed', async () => {
    const change = await waitingOf(await schedulePack(ann, pack(1_000, 50, 'small', soon(1))))
    await system().execute('insert into time_machine (offset_seconds) values (7200)')
    await expect(decideChange(ben, approve(change))).rejects.toMatchObject({ code: 'change.expired' })
    await system().execute('delete from time_machine')
    expect(await decideChange(ben, approve(change))).toMatchObject({ status: 'applied' })
  })
})

describe('R12: requestChange', () => {
  it('is idempotent, refuses a second change of the same pack, and lets only the requester withdraw it', async () => {
    const [first, second] = await Promise.all([
      schedulePack(ann, pack(1_000, 50)),
      schedulePack(ann, pack(1_000, 50)),
    ])
    expect(second).toEqual(first)
    await expect(schedulePack(ben, pack(2_000, 50))).rejects.toMatchObject({ code: 'change.waiting' })
    const change = await waitingOf(first)
    await expect(withdrawChange(ben, change.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(withdrawChange(ann, randomUUID())).rejects.toMatchObject({ code: 'not-found' })
    expect(await withdrawChange(ann, change.id)).toMatchObject({ status: 'withdrawn' })
    await expect(decideChange(ben, approve(change))).rejects.toMatchObject({ code: 'change.decided' })
    const verbs = (
      await system().select().from(operatorEvents).orderBy(desc(operatorEvents.at)).limit(2)
    ).map(({ verb }) => verb)
    expect(verbs).toEqual(['change.withdrawn', 'change.requested'])
  })
})
