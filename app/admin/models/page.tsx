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
        description="AI model calls, their cost and the credits charged for the work. Days are in UTC."
      />
      <LinkTabs
        label="Days"
        tabs={DAYS.map((option) => ({
          href: `/admin/models?days=${option}`,
          label: `${option} days`,
          current: option === days,
        }))}
      />
      <Card className="mt-6">
        {rows.length > 0 ? (
          <ModelCallsTable rows={rows} total={total} />
        ) : (
          <p className="text-sm text-muted">No model calls in the last {days} days.</p>
        )}
        {!whole && (
          <p className="mt-4 text-sm text-muted">
            Too many rows to show. The oldest days are left out of the list and the total.
          </p>
        )}
      </Card>
      <p className="mt-4 text-sm text-muted">
        Credits are shown on the last call of each piece of work. Failed work isn’t charged. Built-in models
        cost nothing.
      </p>
    </>
  )
}
