import type Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { computeFunding, startingReason } from './funding.ts'

/** docs/decisions/0032 shows the same table. Times are days: the first period is day 0 to 30, the second 30 to 60. */
const DAY = 86_400
const GRACE = 7

type Status = Stripe.Subscription.Status
type Pause = 'keep_as_draft' | 'mark_uncollectible' | 'void'
type InvoiceStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void'
type Line = { from: number; to: number; amount?: number; proration?: boolean; of?: string }

function subscription(status: Status, pause: Pause | null = null, trial: [number, number] | null = null) {
  return {
    id: 'sub_1',
    status,
    pause_collection: pause && { behavior: pause, resumes_at: null },
    trial_start: trial ? trial[0] * DAY : null,
    trial_end: trial ? trial[1] * DAY : null,
  } as unknown as Stripe.Subscription
}

function invoice(status: InvoiceStatus, lines: Line[], reason = 'subscription_cycle') {
  const data = lines.map(({ from, to, amount = 4_900, proration = false, of = 'sub_1' }) => ({
    amount,
    subscription: of,
    period: { start: from * DAY, end: to * DAY },
    parent: { subscription_item_details: { proration, subscription: of } },
  }))
  return { status, billing_reason: reason, lines: { data } } as unknown as Stripe.Invoice
}

const first = (status: InvoiceStatus) => invoice(status, [{ from: 0, to: 30 }], 'subscription_create')
const second = (status: InvoiceStatus) => invoice(status, [{ from: 30, to: 60 }])
const [full, none] = ['whole', 'nothing'] as const
const share = 'share of the grace'

/** The share for a cycle that starts with the current period. */
function fundedAt(day: number, of: Stripe.Subscription, invoices: Stripe.Invoice[]) {
  const funding = computeFunding(of, day * DAY, invoices, GRACE)
  if (!funding || day * DAY >= funding.partlyFundedUntil) return none
  return day * DAY < funding.fundedUntil ? full : share
}

describe('R19: what a paid first period funds, and the second by its status, pause and invoice', () => {
  it.each<[Status, Pause | null, InvoiceStatus | null, string, string | null]>([
    ['active', null, 'paid', full, null],
    ['active', null, 'draft', share, 'renewal-processing'],
    ['active', null, 'open', share, 'renewal-processing'],
    ['active', null, 'uncollectible', none, 'written-off'],
    ['active', null, 'void', none, 'written-off'],
    ['active', null, null, none, 'written-off'],
    ['past_due', null, 'open', share, null],
    ['past_due', null, 'uncollectible', none, 'written-off'],
    ['past_due', null, 'paid', full, null],
    ['unpaid', null, 'draft', share, null],
    ['active', 'keep_as_draft', 'draft', none, 'collection-paused'],
    ['active', 'mark_uncollectible', 'uncollectible', none, 'collection-paused'],
    ['active', 'void', 'void', none, 'collection-paused'],
    ['active', 'keep_as_draft', 'paid', full, 'collection-paused'],
    ['past_due', 'void', 'open', none, 'collection-paused'],
    ['paused', null, null, none, 'paused'],
    ['paused', null, 'paid', full, 'paused'],
  ])('%s, pause %s, invoice %s: %s', (status, pause, second_, funded, reason) => {
    const of = subscription(status, pause)
    const invoices = [...(second_ ? [second(second_)] : []), first('paid')]
    expect(fundedAt(30, of, invoices)).toBe(funded)
    expect(computeFunding(of, 30 * DAY, invoices, GRACE)?.reason ?? null).toBe(reason)
  })

  it.each<[Status, Pause | null, InvoiceStatus]>([
    ['incomplete', null, 'open'],
    ['active', null, 'open'],
    ['active', null, 'draft'],
    ['past_due', null, 'open'],
    ['unpaid', null, 'open'],
    ['active', null, 'uncollectible'],
    ['active', null, 'void'],
    ['active', 'keep_as_draft', 'draft'],
    ['incomplete_expired', null, 'void'],
    ['canceled', null, 'open'],
  ])('%s, pause %s, first invoice %s: nothing starts', (status, pause, firstStatus) => {
    expect(computeFunding(subscription(status, pause), 0, [first(firstStatus)], GRACE)).toBeNull()
  })

  it('three uncollectible invoices in a row fund nothing after the first grace period', () => {
    const given = [
      invoice('uncollectible', [{ from: 90, to: 120 }]),
      invoice('uncollectible', [{ from: 60, to: 90 }]),
      second('uncollectible'),
      first('paid'),
    ]
    for (const day of [30, 60, 90]) expect(fundedAt(day, subscription('active'), given)).toBe(none)
  })

  it('a later paid period is funded whatever happened to the previous one, and starts its own paid time', () => {
    const given = [invoice('paid', [{ from: 60, to: 90 }]), second('void'), first('paid')]
    expect(computeFunding(subscription('active'), 60 * DAY, given, GRACE)).toMatchObject({
      anchor: 60 * DAY,
      fundedUntil: 90 * DAY,
    })
    const settled = [invoice('paid', [{ from: 60, to: 90 }]), second('paid'), first('paid')]
    expect(computeFunding(subscription('active'), 60 * DAY, settled, GRACE)).toMatchObject({ anchor: 0 })
  })
})

describe('R19: paid until', () => {
  it('is the renewal, never the start of a proration line', () => {
    const renewal = invoice('open', [
      { from: 10, to: 30, amount: -3_266, proration: true },
      { from: 10, to: 30, amount: 9_933, proration: true },
      { from: 30, to: 60, amount: 14_900 },
    ])
    const given = [renewal, first('paid')]
    const funding = computeFunding(subscription('past_due'), 30 * DAY, given, GRACE)
    expect(funding).toMatchObject({ paidUntil: 30 * DAY, fundedUntil: 30 * DAY, anchor: 0 })
  })

  it('is the old period while a change of interval is unpaid', () => {
    const change = invoice(
      'open',
      [
        { from: 10, to: 30, amount: -3_266, proration: true },
        { from: 10, to: 375, amount: 149_000 },
      ],
      'subscription_update',
    )
    const funding = computeFunding(subscription('past_due'), 10 * DAY, [change, first('paid')], GRACE)
    expect(funding).toMatchObject({ paidUntil: 30 * DAY })
  })

  it('follows a change from yearly to monthly billing with a credit for the rest', () => {
    const year = invoice('paid', [{ from: 0, to: 365 }], 'subscription_create')
    const month = invoice('paid', [
      { from: 60, to: 365, amount: -120_000, proration: true },
      { from: 60, to: 90 },
    ])
    expect(computeFunding(subscription('active'), 60 * DAY, [month, year], GRACE)).toMatchObject({
      paidUntil: 90 * DAY,
      anchor: 0,
    })
  })

  it("ignores invoices' lines of other subscriptions", () => {
    const other = invoice('paid', [{ from: 30, to: 60, of: 'sub_2' }])
    expect(computeFunding(subscription('active'), 30 * DAY, [other, first('paid')], GRACE)).toMatchObject({
      paidUntil: 30 * DAY,
    })
  })
})

describe('R19: the time before the first full period', () => {
  const trialInvoice = invoice('paid', [{ from: 0, to: 14, amount: 0 }], 'subscription_create')

  it('a trial set in Stripe starts at its start, not at its later anchor, and funds its own days', () => {
    const funding = computeFunding(subscription('trialing', null, [0, 14]), 0, [trialInvoice], GRACE)
    expect(funding).toEqual({
      anchor: 0,
      fundedUntil: 0,
      partlyFundedUntil: 14 * DAY,
      paidUntil: 14 * DAY,
      reason: null,
    })
  })

  it('has no grace period after it, and the first paid period starts its own paid time', () => {
    const of = subscription('past_due', null, [0, 14])
    const due = invoice('open', [{ from: 14, to: 44 }])
    expect(computeFunding(of, 14 * DAY, [due, trialInvoice], GRACE)?.partlyFundedUntil).toBe(14 * DAY)
    const paid = invoice('paid', [{ from: 14, to: 44 }])
    expect(
      computeFunding(subscription('active', null, [0, 14]), 14 * DAY, [paid, trialInvoice], GRACE),
    ).toMatchObject({ anchor: 14 * DAY, fundedUntil: 44 * DAY })
  })

  it('a prorated first period before a later anchor funds its own days', () => {
    const stub = invoice('paid', [{ from: 0, to: 10, amount: 1_633, proration: true }], 'subscription_create')
    expect(computeFunding(subscription('active'), 0, [stub], GRACE)).toMatchObject({
      anchor: 0,
      fundedUntil: 0,
      partlyFundedUntil: 10 * DAY,
    })
  })
})

describe('R19: why a first payment has not arrived', () => {
  it.each<[Pause | null, InvoiceStatus, boolean, string]>([
    [null, 'open', true, 'first-payment-processing'],
    [null, 'open', false, 'first-payment-failed'],
    [null, 'uncollectible', false, 'written-off'],
    [null, 'void', false, 'written-off'],
    ['keep_as_draft', 'draft', false, 'collection-paused'],
  ])('pause %s, invoice %s, processing %s: %s', (pause, status, processing, reason) => {
    expect(startingReason(subscription('active', pause), first(status), processing)).toBe(reason)
  })
})
