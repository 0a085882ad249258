import { describe, expect, it } from 'vitest'
import type { PlanChange } from '@/lib/billing/views'
import { changeLines, confirmWords } from './change-words'

const change: PlanChange = {
  planKey: 'growth',
  planName: 'Growth',
  fromName: 'Starter',
  interval: 'month',
  fromInterval: 'month',
  mode: 'credits',
  fromMode: 'credits',
  when: 'now',
  at: '2026-11-28T12:00:00Z',
  priceCents: 14_900,
  currency: 'eur',
  chargeCents: 5_950,
  taxCents: 950,
  isTaxed: true,
  balanceCents: 0,
  prorationAt: 1,
  renewsAt: '2026-12-28T12:00:00Z',
  allowanceCredits: 2_000,
  creditsAdded: 750,
  creditsLeft: 100,
  resetsAt: '2026-12-28T12:00:00Z',
  limits: null,
}

const wordsOf = (of: PlanChange, term: string) =>
  changeLines(of, 'UTC').find((line) => line.term === term)?.words

describe('R47: the preview of a plan change', () => {
  it('shows the tax apart, in the currency of the subscription', () => {
    expect(wordsOf(change, 'Charged today')).toBe('€59.50')
    expect(wordsOf(change, 'Tax included')).toBe('€9.50')
    expect(wordsOf(change, 'Then')).toContain('€149 a month plus tax')
    expect(confirmWords(change, 'UTC')).toBe('Pay €59.50 and change')
  })

  it('says nothing about tax where there is none', () => {
    const plain = { ...change, isTaxed: false, taxCents: 0 }
    expect(wordsOf(plain, 'Tax included')).toBeUndefined()
    expect(wordsOf(plain, 'Then')).not.toContain('tax')
  })
})
