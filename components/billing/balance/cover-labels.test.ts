import { describe, expect, it } from 'vitest'
import type { PackOrder, PlanOffer, UpgradeOption } from '@/lib/billing/views'
import { cheaperToday, orderLabel, packOrderLabels, upgradeLabels } from './cover-labels'

const order: PackOrder = {
  lines: [
    { key: 'medium', credits: 500, quantity: 2 },
    { key: 'small', credits: 100, quantity: 1 },
  ],
  credits: 1_100,
  priceCents: 13_500,
  currency: 'usd',
  endsAt: '2026-12-21T12:00:00Z',
  unusedCredits: 62,
}

const upgrade: UpgradeOption = {
  plan: { key: 'growth', name: 'Growth', currency: 'usd', allowanceCredits: 2_000 } as PlanOffer,
  interval: 'month',
  start: 'prorated',
  chargeCents: 7_333,
  currency: 'usd',
  creditsAdded: 1_100,
  expiresTodayCredits: 0,
  unusedCredits: 0,
  resetsAt: '2026-12-21T12:00:00Z',
  renewalCents: 14_900,
  isEnough: true,
}

describe('R16: the labels of the options show the price, the credits and what would expire unused', () => {
  it('lists each pack size', () => {
    expect(orderLabel(order.lines)).toBe('2 packs of 500 and 1 pack of 100')
  })

  it('for packs', () => {
    expect(packOrderLabels(order, 'UTC')).toEqual({
      title: '2 packs of 500 and 1 pack of 100',
      price: '$135',
      lines: ['1,100 credits until Dec 21, 2026', 'About 60 would expire unused on Dec 21, 2026'],
    })
    expect(packOrderLabels({ ...order, endsAt: null, unusedCredits: 0 }, 'UTC').lines).toEqual([
      '1,100 credits that never expire',
      'Nothing would expire unused',
    ])
  })

  it('for an upgrade', () => {
    expect(upgradeLabels(upgrade, 'UTC')).toEqual({
      title: 'Upgrade to Growth',
      price: '$73.33 today',
      lines: [
        '1,100 more credits until Dec 21, 2026',
        'Nothing would expire unused',
        'Then $149 a month for 2,000 credits a month',
      ],
    })
    const fresh = { ...upgrade, start: 'new-cycle' as const, expiresTodayCredits: 40 }
    expect(upgradeLabels(fresh, 'UTC').lines[1]).toBe(
      'A new cycle starts: your 40 unused credits from this cycle expire today',
    )
    const first = { ...upgrade, start: 'subscribe' as const, expiresTodayCredits: 66, resetsAt: null }
    expect(upgradeLabels(first, 'UTC')).toMatchObject({
      title: 'Subscribe to Growth',
      lines: [
        expect.stringContaining('for a month'),
        expect.stringContaining('66 unused trial credits expire today'),
        expect.anything(),
      ],
    })
  })
})

it('cheaperToday returns the cheaper option, and null when the upgrade does not cover the shortage', () => {
  expect(cheaperToday(order, { chargeCents: 7_333, isEnough: true })).toBe('upgrade')
  expect(cheaperToday(order, { chargeCents: 39_900, isEnough: true })).toBe('packs')
  expect(cheaperToday(order, { chargeCents: 7_333, isEnough: false })).toBeNull()
  expect(cheaperToday(null, { chargeCents: 7_333, isEnough: true })).toBeNull()
})
