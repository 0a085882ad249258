import { describe, expect, test } from 'vitest'
import type { BillingGlance, CreditsSummary } from '@/lib/billing/views'
import { chargeLines, renewsLines, usedLabels } from './overview-labels'

const plan = {
  status: 'active',
  priceCents: 14_900,
  currency: 'usd',
  trialEndsAt: null,
  periodEndsAt: '2026-12-10T20:00:00Z',
} as CreditsSummary['plan']
const active = { timeZone: 'UTC', plan, endsAt: null }
const nothing: BillingGlance = { nextCharge: null, lastInvoice: null }

describe('chargeLines', () => {
  test('the amount and day of the next charge, from Stripe if it answered, and the last invoice with its page', () => {
    const glance: BillingGlance = {
      nextCharge: { amountCents: 16_200, currency: 'usd', at: '2026-12-10T20:00:00Z' },
      lastInvoice: {
        amountCents: 14_950,
        currency: 'usd',
        at: '2026-11-10T20:00:00Z',
        status: 'paid',
        href: 'https://invoice.stripe.test/1',
      },
    } as BillingGlance
    expect(chargeLines(glance, active)).toEqual([
      { term: 'Next charge', text: '$162, Dec 10, 2026' },
      {
        term: 'Last invoice',
        text: '$149.50, Nov 10, 2026, paid',
        href: 'https://invoice.stripe.test/1',
        isElsewhere: true,
      },
    ])
  })

  test.each([
    ['$149, Dec 10, 2026', active],
    ['None, ends Dec 10, 2026', { ...active, endsAt: '2026-12-10T20:00:00Z' }],
    ['None', { ...active, plan: { ...plan, status: 'canceled' as const } }],
  ])('without an answer: %s', (text, ending) => {
    expect(chargeLines(nothing, ending)).toEqual([
      { term: 'Next charge', text },
      { term: 'Last invoice', text: 'None yet' },
    ])
  })

  test('an invoice without a page of its own links to the invoices', () => {
    const lastInvoice = {
      amountCents: 100,
      currency: 'usd',
      at: '2026-11-10T20:00:00Z',
      status: 'open',
      href: null,
    } as BillingGlance['lastInvoice']
    const [, line] = chargeLines({ ...nothing, lastInvoice }, active)
    expect(line).toMatchObject({ isElsewhere: false, href: expect.stringContaining('view=payment') })
  })
})

test('R31: renewsLines says when, and no amounts', () => {
  expect(renewsLines(active)).toEqual([{ term: 'Renews', text: 'Dec 10, 2026' }])
  expect(renewsLines({ ...active, endsAt: '2026-12-01T00:00:00Z' })).toEqual([
    { term: 'Ends', text: 'Dec 1, 2026' },
  ])
  const trial = { ...plan, status: 'trialing' as const, trialEndsAt: '2026-12-03T00:00:00Z' }
  expect(renewsLines({ ...active, plan: trial })).toEqual([{ term: 'Trial ends', text: 'Dec 3, 2026' }])
  expect(renewsLines({ ...active, plan: { ...plan, periodEndsAt: null } })).toEqual([])
})

test('R24: usedLabels has three figures and what the balance covers', () => {
  const { figures, covers } = usedLabels({ used: { today: 70, week: 671 }, stillBuys: [] }, {
    usedCredits: 1_864,
    leftCredits: 136,
  } as CreditsSummary['usage'])
  expect(figures.map(({ term, amount }) => `${term}: ${amount}`)).toEqual([
    'Used today: 70',
    'Last 7 days: 671',
    'This cycle: 1,864',
  ])
  expect(covers).toMatch(/\.$/)
})
