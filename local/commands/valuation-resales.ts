import { join } from 'node:path'
import type { Sale } from '@/lib/sales/sale'
import { readSalesFile } from '@/lib/valuations/score/sales-file'
import { scoreResales } from '@/lib/valuations/score/score-resales'

/**
 * `npm run valuation:resales`: how far off Instant Valuations are for homes that sold twice within a year, as of the day of
 * their second sale, and for all other homes sold in those months. Uses the bundled sales.
 */
const file = join(import.meta.dirname, '..', '..', 'db', 'reference', 'king-county-sales.csv.gz')
const sales: Sale[] = readSalesFile(file)
const { resales, others, flagged, risen } = scoreResales(sales)
const percent = (value: number) => `${value.toFixed(1)} %`
console.log(`Homes sold twice:     ${resales.count}, ${risen} of them for over 40 % more`)
console.log(`  Median error:       ${percent(resales.medianErrorPercent)}`)
console.log(`Other homes:          ${others.count} (every fifth)`)
console.log(`  Median error:       ${percent(others.medianErrorPercent)}`)
console.log(`Flagged as unusual:   ${flagged} of ${sales.length} sales`)
