import { z } from 'zod'
import type { ChosenData } from '@/components/reports/sale-set'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { countySales, findSalesSource, listSalesSources, type SalesSource } from '@/lib/sales/source'

type Choice = {
  source: SalesSource
  chosen: ChosenData
  sets: { id: string; name: string }[]
  hasCounty: boolean
}

/** The data that a form starts with: the one in the URL, else the agency's newest, else the bundled county. */
export async function chooseData(
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  requested: string | string[] | undefined,
): Promise<Choice> {
  const [sets, county] = await Promise.all([listSalesSources(workspaceId), listRecordedAreas()])
  const named = z.uuid().safeParse(requested).data ?? (requested === 'county' ? null : sets[0]?.id) ?? null
  const source = await sourceOf(workspaceId, named)
  const { name, currency, areaUnit } = source
  const id = source.kind === 'own' ? source.setId : ''
  return { source, chosen: { id, name, currency, areaUnit }, sets, hasCounty: county !== null }
}

/** A data set that was deleted in the meantime is not chosen. */
async function sourceOf(workspaceId: number, id: string | null): Promise<SalesSource> {
  try {
    return await findSalesSource(workspaceId, id)
  } catch (error) {
    if (isRefusal(error, 'sales.deleted')) return countySales
    throw error
  }
}
