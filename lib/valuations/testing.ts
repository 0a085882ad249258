import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import type { WorkspaceContext } from '@/lib/core/context'
import { quote } from '@/lib/metering/metered'
import { preparePrices } from '@/lib/metering/testing'
import type { RequestValuationInput } from './home-input'

/** Scenario builders for the database tests of valuations. */

export { agency, balance } from '@/lib/metering/testing'

/** What every workspace needs: a rate card, and the sales of a few areas, so that training takes a second. */
export async function prepareCatalog(): Promise<void> {
  await seedRecordedSales(process.env.DATABASE_URL ?? '')
  await system().execute(sql`delete from sales where zip_code not in ('98103', '98115', '98105')`)
  await preparePrices({ 'valuation.instant': { credits: 20 } })
}

/** A request for an ordinary house in Wallingford, at the price of the catalog above. */
export const request = (over: Partial<RequestValuationInput> = {}): RequestValuationInput => ({
  id: randomUUID(),
  label: '12 Test Lane',
  zipCode: '98103',
  latitude: 47.664,
  longitude: -122.336,
  livingSqft: 1_720,
  basementSqft: 400,
  lotSqft: 3_800,
  bedrooms: 3,
  bathrooms: 1.75,
  floors: 1.5,
  yearBuilt: 1925,
  yearRenovated: 0,
  condition: 4,
  grade: 7,
  view: 0,
  waterfront: false,
  saleSetId: null,
  valuedOn: '2015-04-01',
  quotedCredits: 20,
  ...over,
})

/** A request at the current price. */
export async function pricedRequest(
  ctx: WorkspaceContext,
  over: Partial<RequestValuationInput> = {},
): Promise<RequestValuationInput> {
  const { credits } = await quote(ctx, 'valuation.instant')
  return request({ quotedCredits: credits, ...over })
}
