import type Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { creditsBack, sumMoneyBack } from './money-back.ts'

const paid = { amount: 6_000, currency: 'usd' }
const refund = (status: string, amount: number, created = 1) => ({ status, amount, created })
const dispute = (
  status: Stripe.Dispute.Status,
  amount: number,
  over: { currency?: string; moved?: number } = {},
) => ({
  status,
  amount,
  currency: over.currency ?? 'usd',
  balance_transactions: over.moved === undefined ? [] : [{ amount: over.moved } as Stripe.BalanceTransaction],
})
const credits = (...disputes: ReturnType<typeof dispute>[]) =>
  creditsBack(500, paid.amount, sumMoneyBack(paid, [], disputes))

describe('R18: sumMoneyBack', () => {
  it.each([
    ['needs_response', { returned: 0, disputed: 250 }],
    ['under_review', { returned: 0, disputed: 250 }],
    ['appeal_needs_response', { returned: 0, disputed: 250 }],
    ['appeal_under_review', { returned: 0, disputed: 250 }],
    ['lost', { returned: 250, disputed: 0 }],
    ['won', { returned: 0, disputed: 0 }],
    ['warning_needs_response', { returned: 0, disputed: 0 }],
    ['warning_under_review', { returned: 0, disputed: 0 }],
    ['warning_closed', { returned: 0, disputed: 0 }],
  ] as const)('a dispute of half the payment with status %s', (status, expected) => {
    expect(credits(dispute(status, 3_000))).toEqual(expected)
  })

  it('a prevented dispute counts by the money it moved', () => {
    expect(credits(dispute('prevented', 3_000, { moved: -3_000 }))).toEqual({ returned: 250, disputed: 0 })
    expect(credits(dispute('prevented', 3_000))).toEqual({ returned: 0, disputed: 0 })
  })

  it('several disputes add up to at most the payment', () => {
    const both = [dispute('lost', 1_500), dispute('needs_response', 1_500)]
    expect(credits(...both)).toEqual({ returned: 125, disputed: 125 })
    expect(credits(...both, dispute('needs_response', 6_000))).toEqual({ returned: 125, disputed: 375 })
    expect(sumMoneyBack(paid, [], both).dispute).toBe('open')
  })

  it('a dispute in another currency counts for the whole payment', () => {
    expect(credits(dispute('needs_response', 5_500, { currency: 'eur' }))).toEqual({
      returned: 0,
      disputed: 500,
    })
  })

  it('a failed or canceled refund returned nothing', () => {
    const refunds = [
      refund('succeeded', 600),
      refund('pending', 600),
      refund('failed', 600),
      refund('canceled', 600),
    ]
    expect(sumMoneyBack(paid, refunds, []).refundedCents).toBe(1_200)
  })

  it('only the last refund of a payment is reported as failed', () => {
    expect(sumMoneyBack(paid, [refund('failed', 600, 1)], []).failedRefundCents).toBe(600)
    expect(
      sumMoneyBack(paid, [refund('succeeded', 600, 2), refund('failed', 600, 1)], []).failedRefundCents,
    ).toBe(0)
    expect(sumMoneyBack(paid, [refund('canceled', 600)], []).failedRefundCents).toBe(0)
  })

  it('rounds credits down in total, not per refund', () => {
    const money = sumMoneyBack(
      { amount: 999, currency: 'usd' },
      [refund('succeeded', 333)],
      [dispute('lost', 333)],
    )
    expect(creditsBack(100, 999, money)).toEqual({ returned: 66, disputed: 0 })
  })
})
