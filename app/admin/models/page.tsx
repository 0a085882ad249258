import type { Metadata } from 'next'
import { z } from 'zod'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { ModelCallsTable } from '@/components/operators/model-calls-table'
import { Card } from '@/components/ui/card'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { modelCalls } from '@/lib/operators/operations/model-calls'

export const metadata: Metadata = { title: 'Models' }

const DAYS = [7, 30, 90] as const
const Days = z.coerce.number().pipe(z.literal(DAYS)).catch(30)

export default async function ModelsPage({ searchParams }: PageProps<'/admin/models'>) {
  await requireOperator()
  const days = Days.parse((await searchParams).days)
  const { rows, total, whole } = await modelCalls(days)
  return (
    <>
      <PageHeader
        title="Models"
        description="What models were asked, what the answers took, and the credits that the work brought. Days are in UTC."
      />
      <LinkTabs
        label="Days"
        tabs={DAYS.map((some) => ({
          href: `/admin/models?days=${some}`,
          label: `${some} days`,
          current: some === days,
        }))}
      />
      <Card className="mt-6">
        {rows.length > 0 ? (
          <ModelCallsTable rows={rows} total={total} />
        ) : (
          <p className="text-sm text-muted">No model was asked in the last {days} days.</p>
        )}
        {!whole && (
          <p className="mt-4 text-sm text-muted">
            There is more than fits here; the oldest days are not shown and not in the total.
          </p>
        )}
      </Card>
      <p className="mt-4 text-sm text-muted">
        Credits are what was charged for the work, told at its last call; work that failed brought none. The
        built-in models cost nothing.
      </p>
    </>
  )
}
