import { describe, expect, it } from 'vitest'
import type { PlanChange } from '@/lib/billing/views'
import { changeLines, chargeCentsOf, confirmLabel, startChoices } from './change-labels'

const upgrade: PlanChange = {
  ...{ planKey: 'growth', planName: 'Growth', fromName: 'Starter', interval: 'month', fromInterval: 'month' },
  ...{ mode: 'credits', fromMode: 'credits', when: 'now', at: '2026-12-10T08:00:00Z' },
  ...{ currency: 'usd', taxCents: 0, isTaxed: false },
  ...{ priceCents: 14_900, chargeCents: 5_000, balanceCents: 0, deferredCents: 0, prorationAt: 1 },
  ...{ renewsAt: '2026-12-25T08:00:00Z', allowanceCredits: 2_000, creditsAdded: 750, creditsLater: 0 },
  ...{ creditsLeft: 40, resetsAt: '2026-12-25T08:00:00Z', limits: null },
  newCycle: {
    ...{ chargeCents: 14_900, taxCents: 0, creditsAdded: 2_000, creditsExpiring: 30, creditsAfter: 2_010 },
    ...{ resetsAt: '2027-01-10T08:00:00Z', renewsAt: '2027-01-10T08:00:00Z' },
  },
}
const wordsOf = (change: PlanChange, start: 'prorated' | 'new-cycle') =>
  Object.fromEntries(changeLines(change, start, 'UTC').map(({ term, words }) => [term, words]))

describe('R17: the preview of a plan change', () => {
  it('R17: shows price and credits for a prorated change and for a new cycle', () => {
    expect(startChoices(upgrade, 'UTC').map(({ label }) => label)).toEqual([
      'Keep the current cycle: $50 for 750 credits now',
      'Start a new cycle today: $149 for 2,000 credits now',
    ])
    expect(wordsOf(upgrade, 'prorated')).toMatchObject({
      'Charged today': '$50',
      'Credits added now': '+750',
      'New balance': expect.stringContaining('790 credits'),
    })
    expect(wordsOf(upgrade, 'new-cycle')).toMatchObject({
      'Charged today': '$149',
      'Credits added now': '+2,000',
      'Unused credits of this cycle': '30 credits expire today',
      'New balance': expect.stringContaining('2,010 credits'),
    })
  })

  it('R17: shows the charged amount on the button and sends it back', () => {
    expect(confirmLabel(upgrade, 'prorated', 'UTC')).toBe('Pay $50 and change plan')
    expect(confirmLabel(upgrade, 'new-cycle', 'UTC')).toBe('Pay $149 and start a new cycle')
    expect(chargeCentsOf(upgrade, 'new-cycle')).toBe(14_900)
    expect(chargeCentsOf(upgrade, 'prorated')).toBe(5_000)
  })

  it('R17: shows when an amount is too small to charge and when its credits are added', () => {
    const late = { ...upgrade, chargeCents: 0, deferredCents: 47, creditsAdded: 0, creditsLater: 8 }
    expect(startChoices(late, 'UTC')[0]?.label).toBe('Keep the current cycle: $0.47 on your next invoice')
    expect(wordsOf(late, 'prorated')).toMatchObject({
      'Charged today': 'Nothing',
      'Added to your next invoice': '$0.47',
      'Credits added now': 'None',
      'Added when that invoice is paid': '+8',
    })
    expect(startChoices({ ...upgrade, newCycle: null }, 'UTC')).toEqual([])
  })
})

const taxed: PlanChange = {
  ...upgrade,
  ...{ currency: 'eur', chargeCents: 5_950, taxCents: 950, isTaxed: true },
  newCycle: upgrade.newCycle && { ...upgrade.newCycle, chargeCents: 17_731, taxCents: 2_831 },
}

describe('R47: the preview of a plan change', () => {
  it('shows the tax separately, in the currency of the subscription', () => {
    expect(wordsOf(taxed, 'prorated')).toMatchObject({
      'Charged today': '€59.50',
      'Tax included': '€9.50',
      Then: expect.stringContaining('€149 a month plus tax'),
    })
    expect(wordsOf(taxed, 'new-cycle')).toMatchObject({
      'Charged today': '€177.31',
      'Tax included': '€28.31',
    })
    expect(startChoices(taxed, 'UTC').map(({ label }) => label)).toEqual([
      'Keep the current cycle: €59.50 for 750 credits now',
      'Start a new cycle today: €177.31 for 2,000 credits now',
    ])
    expect(confirmLabel(taxed, 'prorated', 'UTC')).toBe('Pay €59.50 and change plan')
  })

  it('does not mention tax when there is none', () => {
    expect(wordsOf(upgrade, 'prorated')).not.toHaveProperty('Tax included')
    expect(wordsOf(upgrade, 'prorated').Then).not.toContain('tax')
  })
})
