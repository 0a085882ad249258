import { randomUUID } from 'node:crypto'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { builtInModel } from '@/lib/ai/built-in/model'
import type { ChosenModel } from '@/lib/ai/language-model'
import type { WorkspaceContext } from '@/lib/core/context'
import { quote } from '@/lib/metering/metered'
import { preparePrices } from '@/lib/metering/testing'
import type { Area } from '@/lib/sales/area'
import type { RequestReportInput } from './report-input'

/** Scenario builders for the database tests of reports. */

export { agency, balance } from '@/lib/metering/testing'

export const writer: ChosenModel = { model: builtInModel, label: 'the built-in writer', builtIn: true }

/** A provider's model with this answer. */
export function modelThat(answer: LanguageModelV4['doGenerate']): ChosenModel {
  return { model: { ...builtInModel, doGenerate: answer }, label: 'test/model', builtIn: false }
}

/** What every workspace needs: recorded sales, a rate card, and a plan of each mode. */
export async function prepareCatalog(): Promise<void> {
  await seedRecordedSales(process.env.DATABASE_URL ?? '')
  await preparePrices({ 'report.generate': { credits: 20 } })
}

export const zip = (zipCode: string): Area => ({ kind: 'zip', zipCode })

/** A request at the price of the catalog above. */
export const request = (over: Partial<RequestReportInput> = {}): RequestReportInput => ({
  id: randomUUID(),
  area: zip('98103'),
  saleSetId: null,
  periodFrom: '2015-01-01',
  periodTo: '2015-03-31',
  quotedCredits: 20,
  ...over,
})

/** A request at the current price. */
export async function pricedRequest(
  ctx: WorkspaceContext,
  over: Partial<RequestReportInput> = {},
): Promise<RequestReportInput> {
  const { credits } = await quote(ctx, 'report.generate')
  return request({ quotedCredits: credits, ...over })
}
