import type { LanguageModelV4 } from '@ai-sdk/provider'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeMarketSummary } from '@/lib/ai/built-in/market-summary'
import { builtInModel } from '@/lib/ai/built-in/model'
import { computeFigures, FEWEST_SALES_FOR_MEDIAN, type Figures } from '../figures'
import { numbersIn, unknownNumbers } from './check-numbers'
import { UnusableSummary, writeSummary } from './write-summary'

const DAY_MS = 86_400_000
const anySale = fc.record({
  soldOn: fc
    .integer({ min: 0, max: 333 })
    .map((n) => new Date(Date.UTC(2014, 4, 2) + n * DAY_MS).toISOString().slice(0, 10)),
  priceUsd: fc.integer({ min: 75_000, max: 7_700_000 }),
  livingSqft: fc.integer({ min: 290, max: 13_540 }),
  bedrooms: fc.integer({ min: 0, max: 11 }),
  bathrooms: fc.constantFrom(0, 1, 1.75, 2.5),
  yearBuilt: fc.integer({ min: 1900, max: 2015 }),
  latitude: fc.constant(47.68),
  longitude: fc.constant(-122.34),
})
const period = fc.constantFrom(
  { from: '2015-01-01', to: '2015-03-31' },
  { from: '2014-05-02', to: '2015-03-31' },
  { from: '2015-03-10', to: '2015-03-31' },
)
const COUNTY_MONTHS = ['2014-09', '2014-10', '2014-11', '2014-12', '2015-01', '2015-02', '2015-03'].map(
  (month, i) => ({ month, medianPriceUsd: 440_000 + i * 5_000 }),
)
const anyFigures = fc
  .tuple(fc.array(anySale, { minLength: 1, maxLength: 120 }), period)
  .map(([sales, requestedPeriod]) =>
    computeFigures({
      area: { kind: 'zip', zipCode: '98103' },
      period: requestedPeriod,
      sales,
      county: { salesCount: 1_875, medianPriceUsd: 450_000, medianPricePerSqftUsd: 244 },
      countyMonths: COUNTY_MONTHS,
      records: { from: '2014-05-02', to: '2015-03-31' },
    }),
  )
  .filter((figures) => figures.salesCount > 0)

const example: Figures = fc.sample(anyFigures, { seed: 7, numRuns: 1 })[0]!
const factsOf = (figures: Figures) => ({ ...figures, fewestSalesForMedian: FEWEST_SALES_FOR_MEDIAN })

describe('the built-in writer', () => {
  test('writes complete paragraphs without invented numbers, for any figures', () => {
    fc.assert(
      fc.property(anyFigures, (figures) => {
        const text = writeMarketSummary(factsOf(figures))
        expect(unknownNumbers(text, numbersIn(factsOf(figures)))).toEqual([])
        const paragraphs = text.split('\n\n')
        expect(paragraphs.length).toBeGreaterThanOrEqual(3)
        expect(paragraphs.length).toBeLessThanOrEqual(6)
        for (const paragraph of paragraphs) expect(paragraph).toMatch(/^[A-Z0-9].*\.$/)
        expect(text).not.toMatch(/undefined|null|NaN| {2}|\b1 (sales|homes|bedrooms)\b|-\$/)
      }),
    )
  })

  test('writes the same text for the same facts, and another one for other facts', () => {
    expect(writeMarketSummary(factsOf(example))).toBe(writeMarketSummary(factsOf(example)))
    expect(writeMarketSummary(factsOf({ ...example, areaName: '98105' }))).not.toBe(
      writeMarketSummary(factsOf(example)),
    )
  })
})

/** A provider's model that returns these texts, one per call. */
function scripted(texts: string[]): LanguageModelV4 & { prompts: string[] } {
  const prompts: string[] = []
  return {
    ...builtInModel,
    prompts,
    async doGenerate(options) {
      prompts.push(JSON.stringify(options.prompt))
      const finished = await builtInModel.doGenerate(options)
      const text = texts[Math.min(prompts.length, texts.length) - 1] ?? ''
      return { ...finished, content: [{ type: 'text', text }] }
    },
  }
}

describe('writeSummary', () => {
  const honest = writeMarketSummary(factsOf(example))
  const invented = `${honest} Next year prices will reach $9,999,999.`

  test('returns the text of the built-in writer', async () => {
    expect(await writeSummary(example, builtInModel)).toBe(honest)
  })

  test('retries once after an invented number, naming the number', async () => {
    const model = scripted([invented, honest])
    expect(await writeSummary(example, model)).toBe(honest)
    expect(model.prompts).toHaveLength(2)
    expect(model.prompts[1]).toContain('$9,999,999')
  })

  test('rejects a model that invents numbers twice or writes too little', async () => {
    await expect(writeSummary(example, scripted([invented]))).rejects.toThrow(UnusableSummary)
    await expect(writeSummary(example, scripted(['Nice area.']))).rejects.toThrow(UnusableSummary)
  })
})
