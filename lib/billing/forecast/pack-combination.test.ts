import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/local/demo/random'
import { cheapestPacks, MOST_OF_A_PACK } from './pack-combination.ts'

const catalog = [
  { key: 'small', credits: 100, priceCents: 1_500 },
  { key: 'medium', credits: 500, priceCents: 6_000 },
  { key: 'large', credits: 2_000, priceCents: 20_000 },
]

const words = (short: number) => {
  const found = cheapestPacks(catalog, short)
  if (!found) return null
  const packs = found.choices.map(({ pack, quantity }) => `${quantity} x ${pack.credits}`).join(' + ')
  return `${packs} for $${found.priceCents / 100}`
}

describe('cheapestPacks', () => {
  it('R24: recommends two packs of 500 instead of one of 2,000 when 900 credits are short', () => {
    expect(words(900)).toBe('2 x 500 for $120')
  })

  it('R24: mixes packs when that is cheaper than more of one kind', () => {
    expect(words(600)).toBe('1 x 500 + 1 x 100 for $75')
    expect(words(2_150)).toBe('1 x 2000 + 2 x 100 for $230')
  })

  it('R24: prefers the larger pack when it costs less than the exact number of small ones', () => {
    expect(words(401)).toBe('1 x 500 for $60')
    expect(words(400)).toBe('1 x 500 for $60')
    expect(words(1_700)).toBe('1 x 2000 for $200')
  })

  it('returns null when ten of every pack are not enough, and when nothing is on sale', () => {
    expect(words(26_000)).toBe('10 x 2000 + 10 x 500 + 10 x 100 for $2750')
    expect(words(26_001)).toBeNull()
    expect(cheapestPacks([], 1)).toBeNull()
  })

  it('R24: no cheaper combination exists for any catalog and any shortage', () => {
    const random = seededRandom('packs')
    const whole = (most: number) => 1 + Math.floor(random() * most)
    for (let i = 0; i < 400; i += 1) {
      const packs = Array.from({ length: whole(3) }, () => ({
        credits: whole(40) * whole(10),
        priceCents: whole(5_000),
      }))
      const short = whole(1_500)
      const found = cheapestPacks(packs, short)
      const best = cheapestByTrying(packs, short)
      expect(found?.priceCents ?? null, JSON.stringify({ packs, short })).toBe(best?.priceCents ?? null)
      expect(found?.credits ?? null, JSON.stringify({ packs, short })).toBe(best?.credits ?? null)
      if (found) {
        expect(found.credits).toBeGreaterThanOrEqual(short)
        expect(sum(found.choices, 'credits')).toBe(found.credits)
        expect(sum(found.choices, 'priceCents')).toBe(found.priceCents)
        for (const { quantity } of found.choices) expect(quantity).toBeLessThanOrEqual(MOST_OF_A_PACK)
      }
    }
  })
})

type Priced = { credits: number; priceCents: number }

const sum = (choices: { pack: Priced; quantity: number }[], what: keyof Priced) =>
  choices.reduce((total, { pack, quantity }) => total + pack[what] * quantity, 0)

/** Every quantity of every pack. */
function cheapestByTrying(packs: Priced[], short: number): Priced | null {
  let orders: Priced[] = [{ credits: 0, priceCents: 0 }]
  for (const { credits, priceCents } of packs) {
    orders = orders.flatMap((order) =>
      Array.from({ length: MOST_OF_A_PACK + 1 }, (_, quantity) => ({
        credits: order.credits + quantity * credits,
        priceCents: order.priceCents + quantity * priceCents,
      })),
    )
  }
  const enough = orders.filter((order) => order.credits >= short)
  return enough.toSorted((a, b) => a.priceCents - b.priceCents || b.credits - a.credits)[0] ?? null
}
