import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { chooseData } from '@/app/_lib/choose-data'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import type { SpendCost } from '@/components/paid-work/spend-form'
import { periodPresets } from '@/components/reports/period/period-presets'
import { ReportForm } from '@/components/reports/report-form'
import { DataChoice } from '@/components/reports/sale-set'
import { DataAgeNote } from '@/components/sales/data-age-note'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { readMarketNow } from '@/db/product-time'
import type { WorkspaceContext } from '@/lib/core/context'
import { quote } from '@/lib/metering/metered'
import { FEWEST_SALES_FOR_MEDIAN } from '@/lib/reports/figures/figures'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { dataAge } from '@/lib/sales/shared/data-age'
import { generateReport } from '../actions'

export const metadata: Metadata = { title: 'New report' }

export default async function NewReportPage({ searchParams }: PageProps<'/reports/new'>) {
  const workspace = await requireWorkspace()
  const { source, chosen, sets, hasCounty } = await chooseData(workspace, (await searchParams).data)
  const [records, cost] = await Promise.all([listRecordedAreas(source), costOf(workspace)])
  const presets = records ? periodPresets(records.period) : []
  const initial = presets.find(({ label }) => label === 'Last 3 months') ?? presets[0]
  return (
    <>
      <PageHeader
        title="New report"
        description="See what sold in an area, for how much, and how the market is changing."
      />
      <DataChoice chosen={chosen} sets={sets} hasCounty={hasCounty} href="/reports/new" />
      {records && (
        <DataAgeNote
          data={dataAge({ name: chosen.name, ...records.period, now: await readMarketNow() })}
          className="mb-6 max-w-4xl"
        />
      )}
      {records && initial ? (
        <ReportForm
          key={chosen.id}
          data={chosen}
          action={generateReport}
          requestId={randomUUID()}
          areas={records.areas}
          records={records.period}
          initialPeriod={{ from: initial.from, to: initial.to }}
          cost={cost}
          fewestSales={FEWEST_SALES_FOR_MEDIAN}
          timeZone={workspace.timeZone}
        />
      ) : (
        <Alert title="No sales data yet">
          Reports are based on recorded sales. You can create one as soon as sales data is available.
        </Alert>
      )}
    </>
  )
}

async function costOf(ctx: WorkspaceContext): Promise<SpendCost> {
  const [price, { nextStep }] = await Promise.all([quote(ctx, 'report.generate'), summaryOf(ctx)])
  return { quote: price, nextStep }
}
