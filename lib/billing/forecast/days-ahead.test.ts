import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Account, Lot } from '@/lib/credits/model'
import { projectCredits, projectLimit } from './budget-projection.ts'
import { type Ahead, type PlannedWork, projectDays } from './days-ahead.ts'

const at = (iso: string) => Date.parse(iso)

function account(over: Partial<Account> = {}): Account {
  return {
    workspaceId: 1,
    allowanceLeft: 100,
    extraLeft: 0,
    held: 0,
    frozen: 0,
    seq: 1,
    anchorAt: at('2026-03-05T08:00:00Z'),
    cycleStart: at('2026-03-05T08:00:00Z'),
    cycleEnd: at('2026-04-05T08:00:00Z'),
    allowance: 500,
    cycleAllowance: 500,
    paidChanges: 0,
    paidBack: 0,
    withheld: 0,
    granted: 500,
    extraGranted: 0,
    fundedUntil: null,
    partlyFundedUntil: null,
    spendUntil: null,
    extraEnd: 0,
    extraUsed: 0,
    extraExpired: 0,
    nextLotExpiry: null,
    timeZone: 'UTC',
    ...over,
  }
}

const lot = (credits: number, expiresAt: number): Lot => ({
  seq: 1,
  subjectKind: 6,
  subjectId: '00000000-0000-4000-8000-000000000001',
  fromCredit: 0,
  toCredit: credits,
  granted: credits,
  takenBack: 0,
  frozen: 0,
  shortfall: 0,
  expired: 0,
  paymentRevision: 0,
  expiresAt,
  grantedAt: at('2026-03-06T00:00:00Z'),
})

const work = (id: string, iso: string, amount: number): PlannedWork => ({ id, at: at(iso), amount })
const now = at('2026-03-27T12:00:00Z')

function ahead(
  planned: PlannedWork[],
  lastDay: string,
  { timeZone = 'UTC', of = account(), lots = [] as Lot[] } = {},
): Ahead {
  return projectDays({ at: now, timeZone, lastDay, budget: projectCredits(of, lots), work: planned })
}

const day = (of: Ahead, wanted: string) => of.days.find((one) => one.day === wanted)

describe('projectDays', () => {
  it('subtracts work on its day until the reset restores the full allowance (R14)', () => {
    const seen = ahead([work('a', '2026-03-28T09:00:00Z', 30)], '2026-04-06')
    expect(seen.days.map(({ day: on }) => on)).toHaveLength(11)
    expect(day(seen, '2026-03-27')).toMatchObject({ planned: 0, left: 100 })
    expect(day(seen, '2026-03-28')).toMatchObject({ planned: 30, left: 70 })
    expect(day(seen, '2026-04-04')).toMatchObject({ left: 70, resets: false })
    expect(day(seen, '2026-04-05')).toMatchObject({ left: 500, resets: true })
    expect(day(seen, '2026-04-06')).toMatchObject({ left: 500, resets: false })
    expect(seen.shortage).toBeNull()
  })

  it('returns the day credits run out; refused work spends nothing, and smaller work after it is paid (R11)', () => {
    const planned = [
      work('big', '2026-03-30T09:00:00Z', 90),
      work('first', '2026-03-29T09:00:00Z', 60),
      work('small', '2026-03-31T09:00:00Z', 40),
      work('next', '2026-04-05T09:00:00Z', 90),
    ]
    const seen = ahead(planned, '2026-04-05')
    expect(seen.shortage).toEqual({ id: 'big', day: '2026-03-30', needed: 90, left: 40 })
    expect(day(seen, '2026-03-30')).toMatchObject({ planned: 90, left: 40, unpaid: ['big'] })
    expect(day(seen, '2026-03-31')).toMatchObject({ left: 0, unpaid: [] })
    // The reset at 08:00 comes before the one at 09:00.
    expect(day(seen, '2026-04-05')).toMatchObject({ left: 410, unpaid: [] })
  })

  it('R15, R16: spends the allowance first, and extra credits expire on their day', () => {
    const of = account({ extraLeft: 50, extraEnd: 50, nextLotExpiry: at('2026-04-01T00:00:00Z') })
    const lots = [lot(50, at('2026-04-01T00:00:00Z'))]
    const seen = ahead([work('a', '2026-03-28T09:00:00Z', 120)], '2026-04-02', { of, lots })
    expect(day(seen, '2026-03-28')).toMatchObject({ left: 30 })
    expect(day(seen, '2026-03-31')).toMatchObject({ left: 30 })
    expect(day(seen, '2026-04-01')).toMatchObject({ left: 0 })
  })

  it('R19: nothing can be spent after a trial, and unfunded cycles add nothing', () => {
    const ends = at('2026-03-29T12:00:00Z')
    const over = account({ spendUntil: ends, fundedUntil: ends })
    const seen = ahead([work('late', '2026-03-30T09:00:00Z', 3)], '2026-04-06', { of: over })
    expect(day(seen, '2026-03-28')?.left).toBe(100)
    expect(day(seen, '2026-03-29')?.left).toBeNull()
    expect(seen.shortage).toEqual({ id: 'late', day: '2026-03-30', needed: 3, left: null })
    expect(day(seen, '2026-04-05')).toMatchObject({ left: null, resets: false })
    const unpaid = account({ fundedUntil: at('2026-04-01T00:00:00Z') })
    expect(day(ahead([], '2026-04-06', { of: unpaid }), '2026-04-06')?.left).toBe(0)
    const paidUntil = at('2026-04-01T00:00:00Z')
    const renewing = account({ fundedUntil: paidUntil, partlyFundedUntil: paidUntil + 7 * 86_400_000 })
    expect(day(ahead([], '2026-05-20', { of: renewing }), '2026-05-20')?.left).toBe(500)
  })

  it('uses local days, with 23 or 25 hours when clocks change', () => {
    // Clocks in Berlin change at 01:00 UTC on March 29 and October 25.
    const spring = ahead(
      [work('last minute', '2026-03-29T21:59:00Z', 10), work('midnight', '2026-03-29T22:00:00Z', 5)],
      '2026-03-31',
      { timeZone: 'Europe/Berlin' },
    )
    expect(spring.days.map(({ day: on, planned }) => [on, planned])).toEqual([
      ['2026-03-27', 0],
      ['2026-03-28', 0],
      ['2026-03-29', 10],
      ['2026-03-30', 5],
      ['2026-03-31', 0],
    ])
    const autumn = projectDays({
      at: at('2026-10-24T12:00:00Z'),
      timeZone: 'Europe/Berlin',
      lastDay: '2026-10-26',
      budget: projectLimit({
        limit: 50,
        used: 0,
        anchorAt: 0,
        cycleStart: at('2026-10-01'),
        spendUntil: null,
      }),
      work: [work('a', '2026-10-24T22:00:00Z', 1), work('b', '2026-10-25T22:59:00Z', 2)],
    })
    expect(autumn.days.map(({ planned, left }) => [planned, left])).toEqual([
      [0, 50],
      [3, 47],
      [0, 47],
    ])
  })

  it('counts work that is already due as today’s', () => {
    expect(ahead([work('due', '2026-03-27T11:59:00Z', 9)], '2026-03-27').days).toMatchObject([
      { planned: 9, left: 91 },
    ])
  })

  it('never goes below zero and pays what the days show', () => {
    const planned = fc.array(
      fc.record({ hours: fc.integer({ min: 0, max: 900 }), amount: fc.integer({ min: 0, max: 300 }) }),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(
        planned,
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/Los_Angeles'),
        (list, timeZone) => {
          const items = list.map(({ hours, amount }, i) => ({
            id: `${i}`,
            at: now + hours * 3_600_000,
            amount,
          }))
          const seen = ahead(items, '2026-05-06', { timeZone })
          const total = (of: PlannedWork[]) => of.reduce((sum, { amount }) => sum + amount, 0)
          expect(seen.days.every(({ left }) => left !== null && left >= 0)).toBe(true)
          expect(seen.days.reduce((sum, { planned: on }) => sum + on, 0)).toBe(total(items))
          expect(seen.shortage === null).toBe(seen.days.every(({ unpaid }) => unpaid.length === 0))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('R3: a monthly limit', () => {
  it('resets at the cycle boundary and refuses work beyond the limit', () => {
    const budget = projectLimit({
      limit: 100,
      used: 95,
      anchorAt: at('2026-01-31T00:00:00Z'),
      cycleStart: at('2026-02-28T00:00:00Z'),
      spendUntil: null,
    })
    const seen = projectDays({
      at: now,
      timeZone: 'UTC',
      lastDay: '2026-04-01',
      budget,
      work: [work('much', '2026-03-30T09:00:00Z', 6), work('fits', '2026-03-31T09:00:00Z', 60)],
    })
    expect(seen.shortage).toEqual({ id: 'much', day: '2026-03-30', needed: 6, left: 5 })
    expect(day(seen, '2026-03-31')).toMatchObject({ left: 40, resets: true })
  })
})
