import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Sale } from '@/lib/sales/sale'
import { readSalesFile } from '@/lib/valuations/score/sales-file'
import { score } from '@/lib/valuations/score/score'
import { tryLoadInstanceSettings } from '../current-instance'

/**
 * `npm run valuation:score [-- --holdout FILE.csv]`: measures the error of Instant Valuations on sales the model has not seen.
 * Without a file, the last recorded month is held out. Uses the sales of the running instance, of DATABASE_URL, or else the
 * bundled ones.
 */
const { values } = parseArgs({ options: { holdout: { type: 'string' } } })
const { recorded, from } = await recordedSales()
const heldOut = values.holdout ? readSalesFile(values.holdout) : lastMonthOf(recorded)
const days = heldOut.map((sale) => sale.soldOn).sort()

console.log(`Recorded sales: ${recorded.length} from ${from}`)
console.log(
  `Held out:       ${heldOut.length} sales, ${days[0]} to ${days.at(-1)}${values.holdout ? ` from ${values.holdout}` : ''}`,
)
const result = score(recorded, heldOut)
const percent = (value: number) => `${value.toFixed(2)} %`
console.log(`Median error:       ${percent(result.medianErrorPercent)}`)
console.log(`Within 10 %:        ${percent(result.within10Percent)}`)
console.log(`Within 20 %:        ${percent(result.within20Percent)}`)
console.log(`80 % range covers:  ${percent(result.coveragePercent)}`)
console.log(
  `A valuation takes:  ${result.msPerValuation.toFixed(2)} ms (training took ${result.trainingSeconds.toFixed(1)} s)`,
)
console.log(`Declined:           ${result.declined} of ${result.sales}, included above`)
if (result.tooEarly > 0)
  console.log(`Skipped:            ${result.tooEarly} sold before enough sales were recorded`)

function lastMonthOf(sales: readonly Sale[]): Sale[] {
  const month = sales.reduce((last, { soldOn }) => (soldOn > last ? soldOn : last), '').slice(0, 7)
  return sales.filter(({ soldOn }) => soldOn.startsWith(month))
}

async function recordedSales(): Promise<{ recorded: Sale[]; from: string }> {
  const file = join(import.meta.dirname, '..', '..', 'db', 'reference', 'king-county-sales.csv.gz')
  if (tryLoadInstanceSettings() !== null) return { recorded: readSalesFile(file), from: 'the bundled file' }
  const [{ loadSales }, { disconnect }] = await Promise.all([
    import('@/lib/sales/recorded-sales'),
    import('@/db/client'),
  ])
  try {
    return { recorded: await loadSales(), from: 'the database' }
  } finally {
    await disconnect()
  }
}
