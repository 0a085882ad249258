import { describe, expect, it } from 'vitest'
import { cycleAt } from '@/lib/credits/decide/cycle'
import { paidTerms } from './paid-terms.ts'

const DAY = 86_400_000
const anchorAt = Date.parse('2026-03-01T10:00:00Z')
const { start, end } = cycleAt(anchorAt, anchorAt)
const account = { anchorAt, cycleStart: start, cycleEnd: end, at: start + DAY }

describe('R17, R19: the terms of the next cycle', () => {
  it('leaves the share of a trial that ends within the cycle to the ledger', () => {
    const trialEnd = start + 45 * DAY
    const facts = {
      ...{ allowance: 500, fundedUntil: start, partlyFundedUntil: trialEnd },
      ...{ endsAt: null, next: null },
    }
    expect(paidTerms(account, [], facts, { anchorAt: trialEnd, end: trialEnd })).toEqual({
      terms: { allowance: 500, fundedUntil: start, partlyFundedUntil: trialEnd, spendUntil: null },
      cycle: undefined,
    })
  })

  it('give the share up to the end of a paid period that ends within the cycle', () => {
    const paidUntil = end + 15 * DAY
    const facts = {
      ...{ allowance: 500, fundedUntil: paidUntil, partlyFundedUntil: paidUntil },
      ...{ endsAt: null, next: null },
    }
    expect(paidTerms(account, [], facts, { anchorAt, end: paidUntil })).toMatchObject({
      terms: { allowance: 250, fundedUntil: paidUntil },
    })
  })
})
