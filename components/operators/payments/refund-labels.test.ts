import { describe, expect, it } from 'vitest'
import { creditsAfterRefund } from './refund-labels'

const pack = (unspentCredits: number) => ({ purchaseId: 'p', credits: 500, unspentCredits })

describe('R18: creditsAfterRefund says what happens to the credits', () => {
  it('removes the share of the refunded money', () => {
    expect(creditsAfterRefund({ pack: pack(500), amountCents: 6_000, refundedCents: 0 }, 3_000)).toMatch(
      /^250 credits of the pack’s 500 will be removed/,
    )
    expect(creditsAfterRefund({ pack: pack(500), amountCents: 6_000, refundedCents: 0 }, 6_000)).toMatch(
      /^500 credits/,
    )
  })

  it('counts earlier refunds, so that parts add up to the whole', () => {
    const payment = { pack: pack(333), amountCents: 6_000, refundedCents: 2_000 }
    expect(creditsAfterRefund(payment, 4_000)).toMatch(
      /^333 credits .*1 credit of the share was already spent/,
    )
  })

  it('removes no more than is unspent', () => {
    expect(creditsAfterRefund({ pack: pack(20), amountCents: 6_000, refundedCents: 0 }, 6_000)).toMatch(
      /^20 credits .* 480 credits of the share were already spent/,
    )
  })

  it('leaves the allowance of a plan', () => {
    expect(creditsAfterRefund({ pack: null, amountCents: 6_000, refundedCents: 0 }, 6_000)).toMatch(
      /allowance stay/,
    )
  })
})
