import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Sale } from '@/lib/sales/sale'
import { readSalesFile } from '../score/sales-file'
import { type Score, score } from '../score/score'
import { dayNumber } from './day-number'
import { evidenceFor, type Market, marketOf } from './evidence'
import type { Model } from './model'
import { pack, unpack } from './training/artifact'
import { finish, trainModel } from './training/train'
import { valueHome } from './value-home'

/** The sales of a few areas, so that training takes a second. `npm run valuation:score` uses all of them. */
const AREAS = new Set(['98103', '98115', '98117', '98105'])
const sales = readSalesFile(
  join(import.meta.dirname, '../../../db/reference/king-county-sales.csv.gz'),
).filter(({ zipCode }) => AREAS.has(zipCode))
const UNTIL = '2015-03-01'
const unseen = sales.filter(({ soldOn }) => soldOn >= UNTIL)

let model: Model
let market: Market
let result: Score
beforeAll(() => {
  result = score(sales, unseen)
  model = finish(trainModel(sales, UNTIL))
  market = marketOf(sales, model.hedonic)
}, 60_000)

function valued(home: Sale, day = dayNumber(home.soldOn), by = { model, market }) {
  const answer = valueHome(by.model, by.market, home, day)
  if ('doubt' in answer) throw new Error(`no estimate: ${answer.doubt}`)
  return answer.valued
}

describe('the model on unseen sales', () => {
  test('is rarely far off, and its range includes about 80%', () => {
    expect(result.sales).toBeGreaterThan(150)
    // Trained on a fifteenth of the sales, it is less accurate than the full model.
    expect(result.medianErrorPercent).toBeLessThan(12)
    expect(result.coveragePercent).toBeGreaterThan(70)
    expect(result.coveragePercent).toBeLessThan(90)
  })

  test('is far better than the zip code’s price per square foot', () => {
    const off = unseen.map((sale) => {
      const rates = sales
        .filter((one) => one.zipCode === sale.zipCode && one.soldOn < UNTIL)
        .map((one) => one.priceUsd / one.livingSqft)
        .sort((a, b) => a - b)
      const guess = sale.livingSqft * (rates[rates.length >> 1] ?? 0)
      return Math.abs(guess / sale.priceUsd - 1)
    })
    const naive = 100 * (off.sort((a, b) => a - b)[off.length >> 1] ?? 0)
    expect(result.medianErrorPercent).toBeLessThan(0.75 * naive)
  })
})

test('unpack restores a packed model', () => {
  const again = unpack(pack(model))
  for (const home of unseen.slice(0, 20))
    expect(valued(home, undefined, { model: again, market })).toEqual(valued(home))
})

test('a home that sold twice does not use its own later sale', () => {
  const [home] = unseen.filter((sale) => {
    const answer = valueHome(model, market, sale, dayNumber(sale.soldOn))
    return !('doubt' in answer)
  })
  if (!home) throw new Error('none can be valued')
  const before = valued(home)
  // The same house again, ten days later, for 50% more.
  const later = { ...home, id: 1_000_001, soldOn: '2015-04-10', priceUsd: Math.round(home.priceUsd * 1.5) }
  const knowing = [...sales, later]
  // The same model, because training is deterministic.
  const retrained = finish(trainModel(knowing, UNTIL))
  expect(retrained).toEqual(model)
  const seenMarket = marketOf(knowing, retrained.hedonic)
  expect(valued(home, undefined, { model: retrained, market: seenMarket })).toEqual(before)
  expect(before.comparables.map(({ saleId }) => saleId)).not.toContain(home.id)
  for (const { soldOn } of before.comparables) expect(soldOn < home.soldOn).toBe(true)

  // Once it is in the past, it is shown as the home's own sale, and is a comparable of the house next door only.
  const known = { model: retrained, market: seenMarket }
  const after = valued(home, dayNumber('2015-04-11'), known)
  expect(after.ownSale).toMatchObject({ soldOn: later.soldOn, priceUsd: later.priceUsd })
  expect(before.ownSale).toBeNull()
  expect(after.comparables.map(({ saleId }) => saleId)).not.toContain(later.id)
  const nextDoor = { ...home, parcel: 'next door', latitude: home.latitude + 0.0003 }
  const beside = valued(nextDoor, dayNumber('2015-04-11'), known)
  expect(beside.comparables.map(({ saleId }) => saleId)).toContain(later.id)
}, 60_000)

describe('R51: sales whose price says little about other homes', () => {
  const [plain] = unseen
  const home = plain as Sale
  const day = dayNumber('2015-04-20')
  const sold = (id: number, soldOn: string, share: number): Sale => ({
    ...home,
    id,
    parcel: 'the other house',
    latitude: home.latitude + 0.0004,
    soldOn,
    priceUsd: Math.round(home.priceUsd * share),
  })
  const marketWith = (...more: Sale[]) => marketOf([...sales, ...more], model.hedonic)
  const shareOf = (of: Market, id: number, on = day) =>
    evidenceFor(of, { ...home, parcel: 'mine' } as Sale, on).nearby.find(({ sale }) => sale.id === id)
      ?.weight ?? 0
  const why = (of: Market, id: number) => of.known.find((sale) => sale.id === id)?.unusual?.why ?? null

  test('a sale at half the price of its neighbors is distressed and has a quarter of its weight', () => {
    const [fair, cheap] = [
      marketWith(sold(9_000_001, '2015-04-02', 1)),
      marketWith(sold(9_000_001, '2015-04-02', 0.4)),
    ]
    expect([why(fair, 9_000_001), why(cheap, 9_000_001)]).toEqual([null, 'distressed'])
    const [full, reduced] = [shareOf(fair, 9_000_001), shareOf(cheap, 9_000_001)]
    expect(reduced).toBeLessThan(full * 0.45)
    expect(reduced).toBeGreaterThan(0)
  })

  test('a home resold within months for over 40% more was a flip, from the day of the second sale on', () => {
    const flipped = marketWith(sold(9_000_001, '2014-12-01', 0.95), sold(9_000_002, '2015-04-10', 1.4))
    expect(why(flipped, 9_000_001)).toBe('flip')
    expect(why(flipped, 9_000_002)).toBeNull()
    const early = shareOf(flipped, 9_000_001, dayNumber('2015-04-05'))
    expect(shareOf(flipped, 9_000_001)).toBeLessThan(early * 0.5)
    // A resale after a year, or for a little more, is none.
    const slow = marketWith(sold(9_000_001, '2014-05-03', 0.95), sold(9_000_002, '2015-04-19', 1.4))
    const small = marketWith(sold(9_000_001, '2014-12-01', 0.95), sold(9_000_002, '2015-04-10', 1.1))
    expect([why(slow, 9_000_001), why(small, 9_000_001)]).toEqual([null, null])
  })

  test('a described home finds its own earlier sale by place, size and year, and not its neighbor', () => {
    const own = { ...sold(9_000_001, '2015-04-02', 0.9), latitude: home.latitude }
    const { parcel: _parcel, ...described } = { ...home, livingSqft: Math.round(home.livingSqft * 1.01) }
    const found = evidenceFor(marketWith(own), described as unknown as Sale, day)
    expect(found.own?.id).toBe(9_000_001)
    expect(found.nearby.map(({ sale }) => sale.id)).not.toContain(9_000_001)
    const larger = { ...described, livingSqft: home.livingSqft * 1.3 }
    expect(evidenceFor(marketWith(own), larger as unknown as Sale, day).own).toBeNull()
  })
})

test('valueHome gives an estimate within its range, and adjustments that add up', () => {
  for (const home of unseen.slice(0, 50)) {
    const answer = valueHome(model, market, home, dayNumber(home.soldOn))
    if ('doubt' in answer) continue
    const { lowUsd, estimateUsd, highUsd, comparables } = answer.valued
    expect(lowUsd).toBeLessThan(estimateUsd)
    expect(highUsd).toBeGreaterThan(estimateUsd)
    for (const one of comparables) {
      const sum = one.adjustments.reduce((total, { usd }) => total + usd, one.priceUsd)
      expect(one.adjustedUsd).toBe(sum)
    }
  }
})

describe('valueHome declines without enough data', () => {
  const [home] = unseen
  const valuedWith = (over: Partial<Sale>) =>
    valueHome(model, market, { ...(home as Sale), ...over }, dayNumber('2015-03-15'))

  test('for a home far from every recorded sale', () => {
    expect(valuedWith({ latitude: 47.2, longitude: -121.2 })).toEqual({ doubt: 'outside' })
    expect(valuedWith({ latitude: 48.9, longitude: -123.9 })).toEqual({ doubt: 'outside' })
  })

  test('for a home unlike any nearby', () => {
    expect(valuedWith({ livingSqft: 12_000, lotSqft: 900_000, grade: 13, waterfront: true })).toEqual({
      doubt: 'nothing-alike',
    })
  })
})
