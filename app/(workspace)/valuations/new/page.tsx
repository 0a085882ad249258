import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { z } from 'zod'
import { chooseData } from '@/app/_lib/choose-data'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import type { SpendCost } from '@/components/paid-work/spend-form'
import { DataChoice } from '@/components/reports/sale-set'
import { DataAgeNote } from '@/components/sales/data-age-note'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { emptyValues, valuesOf } from '@/components/valuations/form/form-values'
import { ValuationForm } from '@/components/valuations/form/valuation-form'
import { readMarketNow } from '@/db/product-time'
import { isRefusal } from '@/lib/core/errors'
import { quote } from '@/lib/metering/metered'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { dataAge } from '@/lib/sales/shared/data-age'
import { valuationDays } from '@/lib/valuations/check-request'
import { getValuation } from '@/lib/valuations/get-valuation'
import { modelProblem } from '@/lib/valuations/model/training/model-problem'
import type { ValuationView } from '@/lib/valuations/views'
import type { Membership } from '@/lib/workspaces/members/membership'
import { createValuation } from '../actions'

export const metadata: Metadata = { title: 'New valuation' }

export default async function NewValuationPage({ searchParams }: PageProps<'/valuations/new'>) {
  const workspace = await requireWorkspace()
  const query = await searchParams
  const before = await findBefore(workspace, z.uuid().safeParse(query.from).data)
  const { source, chosen, sets, hasCounty } = await chooseData(
    workspace,
    before ? (before.saleSetId ?? 'county') : query.data,
  )
  const [records, days, problem, cost] = await Promise.all([
    listRecordedAreas(source),
    valuationDays(source),
    modelProblem(source),
    costOf(workspace),
  ])
  return (
    <>
      <PageHeader
        title="New valuation"
        description="Enter a home’s location and details to estimate its value from nearby sales."
      />
      <DataChoice chosen={chosen} sets={sets} hasCounty={hasCounty} href="/valuations/new" />
      {records && (
        <DataAgeNote
          data={dataAge({ name: chosen.name, ...records.period, now: await readMarketNow() })}
          className="mb-6 max-w-4xl"
        />
      )}
      {problem ? (
        <Alert title="No valuations with this data yet">{problem}</Alert>
      ) : days && records ? (
        <ValuationForm
          key={chosen.id}
          data={chosen}
          action={createValuation}
          requestId={randomUUID()}
          areas={records.areas}
          days={days}
          initial={
            before
              ? valuesOf(before.home, before.label, before.valuedOn, source.areaUnit)
              : emptyValues(days.to)
          }
          cost={cost}
          timeZone={workspace.timeZone}
        />
      ) : (
        <Alert title="No sales data yet">
          Valuations are based on recorded sales. You can create one as soon as sales data is available.
        </Alert>
      )}
    </>
  )
}

/** An earlier valuation to edit. Null if none is asked for or it is not in this workspace. */
async function findBefore(workspace: Membership, id: string | undefined): Promise<ValuationView | null> {
  if (!id) return null
  try {
    return await getValuation(workspace, id)
  } catch (error) {
    if (isRefusal(error, 'not-found')) return null
    throw error
  }
}

async function costOf(workspace: Membership): Promise<SpendCost> {
  const [price, { nextStep }] = await Promise.all([
    quote(workspace, 'valuation.instant'),
    summaryOf(workspace),
  ])
  return { quote: price, nextStep }
}
