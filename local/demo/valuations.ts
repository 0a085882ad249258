import { system } from '@/db/client'
import { valuations } from '@/db/schema'
import { getSalesSummary, loadSales } from '@/lib/sales/recorded-sales'
import { DescribedHome } from '@/lib/valuations/home-input'
import { estimateHome } from '@/lib/valuations/model/estimate-home'
import { dayAfter } from '@/lib/valuations/model/training/training-day'
import type { PastWork } from './past.ts'

const STREETS = [
  'Ashworth Ave N',
  'Kensington Pl N',
  'NW 70th St',
  'E Pine St',
  'Beach Dr SW',
  '35th Ave NE',
  'S Orcas St',
]
/** About 200 meters, so no home matches a recorded one. */
const OFFSET_DEGREES = 0.002
const MAX_TRIES = 40

/** Seeds the valuations of the past ledger entries: created by the product's own code, backdated. */
export async function seedValuations(workspaceId: number, past: readonly PastWork[]): Promise<void> {
  const summary = await getSalesSummary()
  if (!summary || past.length === 0) return
  const valuedOn = dayAfter(summary.to)
  const sales = await loadSales()
  const rows: (typeof valuations.$inferInsert)[] = []
  for (const { id, holdId, actorId, at, pick } of past) {
    const { home, result } = await similarHome(sales, pick, valuedOn)
    rows.push({
      workspaceId,
      id,
      label: `${100 + Math.floor(pick * 8_900)} ${STREETS[Math.floor(pick * 997) % STREETS.length]}`,
      zipCode: home.zipCode,
      home,
      valuedOn,
      status: 'ready',
      progressPercent: 100,
      holdId,
      ...result,
      createdBy: actorId,
      createdAt: new Date(at),
      finishedAt: new Date(at + 1_000),
    })
  }
  await system().insert(valuations).values(rows)
}

/** Rounded, because adding fractions produces extra digits. */
const shifted = (degrees: number, by: number): number => Number((degrees + by).toFixed(6))

/** A home similar to a sold one, with enough data for a valuation. */
async function similarHome(sales: Awaited<ReturnType<typeof loadSales>>, pick: number, valuedOn: string) {
  const first = Math.floor(pick * sales.length)
  for (let tried = 0; tried < MAX_TRIES; tried += 1) {
    const sale = sales[(first + tried) % sales.length]
    if (!sale) break
    const read = DescribedHome.safeParse({
      ...sale,
      latitude: shifted(sale.latitude, OFFSET_DEGREES),
      longitude: shifted(sale.longitude, -OFFSET_DEGREES),
    })
    if (!read.success) continue
    const answer = await estimateHome(read.data, valuedOn)
    if ('result' in answer) return { home: read.data, result: answer.result }
  }
  throw new Error(`no valuation possible for ${MAX_TRIES} recorded homes as of ${valuedOn}`)
}
