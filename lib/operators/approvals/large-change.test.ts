import { describe, expect, it } from 'vitest'
import { isSamePerson, mailboxOf } from './conflict-of-interest'
import { isBeyond, packReasons, planReasons, rateCardReasons } from './large-change'

const plan = {
  monthlyPriceCents: 14_900,
  annualPriceCents: 149_000,
  allowanceCredits: 2_000,
  reportsLimit: null,
  emailsLimit: null,
  contactsLimit: null,
}
const limits = { ...plan, allowanceCredits: 0, reportsLimit: 10, emailsLimit: 500, contactsLimit: 250 }
const small = { credits: 100, priceCents: 1_500 }
const others = [
  { credits: 500, priceCents: 6_000 },
  { credits: 2_000, priceCents: 20_000 },
]

describe('R36: which changes are too large for one operator', () => {
  it('compares by factor in both directions; any change from or to zero is large', () => {
    expect(isBeyond(10, 20, 2)).toBe(false)
    expect(isBeyond(10, 21, 2)).toBe(true)
    expect(isBeyond(10, 4, 2)).toBe(true)
    expect(isBeyond(10, 0, 2)).toBe(true)
    expect(isBeyond(0, 1, 2)).toBe(true)
    expect(isBeyond(0, 0, 2)).toBe(false)
  })

  it('plans: checks price, size and price per unit', () => {
    expect(planReasons(plan, { ...plan, allowanceCredits: 2_500 }, 2)).toEqual([])
    // A lower price and a larger size are each within the limit, but not together.
    const together = planReasons(plan, { ...plan, monthlyPriceCents: 8_000, allowanceCredits: 3_900 }, 2)
    expect(together).toEqual(['The monthly price per credit changes by more than a factor of 2.'])
    expect(planReasons(limits, { ...limits, emailsLimit: 5_000 }, 2)).toContain(
      'The number of emails changes by more than a factor of 2.',
    )
  })

  it('packs: also compares with the price per credit of other packs', () => {
    expect(packReasons(small, { credits: 120, priceCents: 1_700 }, others, 2)).toEqual([])
    expect(packReasons(small, { credits: 1_000_000, priceCents: 50 }, others, 2)).toHaveLength(4)
    expect(packReasons(small, { credits: 60, priceCents: 1_500 }, others, 2)).toEqual([
      'The price per credit differs from other packs by more than a factor of 2.',
    ])
  })

  it('rate card: catches zero prices and changes hidden in steps or minimums', () => {
    const before = {
      'report.generate': { credits: 20, per: 1, minimum: 0 },
      'campaign.send': { credits: 3, per: 10, minimum: 3 },
    }
    expect(rateCardReasons(before, before, 2)).toEqual([])
    expect(rateCardReasons(before, { 'report.generate': { credits: 0, per: 1, minimum: 0 } }, 2)).toEqual([
      '"Generate a report" would be free.',
    ])
    // The first block costs the same, but a large campaign would cost almost nothing.
    expect(
      rateCardReasons(before, { 'campaign.send': { credits: 3, per: 1_000_000, minimum: 3 } }, 2),
    ).toHaveLength(1)
    expect(rateCardReasons(before, { 'campaign.send': { credits: 3, per: 8, minimum: 3 } }, 2)).toEqual([])
  })
})

describe('R36: isSamePerson', () => {
  it('treats different spellings of a mailbox as one person', () => {
    expect(mailboxOf('Ann.Lee+x@GoogleMail.com')).toBe('annlee@gmail.com')
    const ann = { userId: 1, email: 'ann@trak.test' }
    expect(isSamePerson(ann, { userId: 2, email: 'ANN+two@trak.test' })).toBe(true)
    expect(isSamePerson(ann, { userId: 1, email: null })).toBe(true)
    expect(isSamePerson(ann, { userId: 2, email: 'an.n@trak.test' })).toBe(false)
    expect(isSamePerson(ann, { userId: 2, email: null })).toBe(false)
  })
})
