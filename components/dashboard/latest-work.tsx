import { FileChartColumn } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { inDays } from '@/lib/core/text/format'
import type { DashboardView, LatestWork } from '@/lib/dashboard/views'
import { workSummary } from './work-labels'
import { type WorkRow, WorkRows } from './work-rows'

type Props = Pick<DashboardView, 'latest' | 'asOf'> & { timeZone: string }

/** Recent work of every kind, each row linking to it. */
export function LatestWorkCard({ latest, asOf, timeZone }: Props) {
  return (
    <Card aria-labelledby="latest-title">
      <CardHeader id="latest-title" title="Recent work" />
      {latest.length === 0 ? (
        <EmptyState
          icon={FileChartColumn}
          title="Nothing created yet"
          action={<ButtonLink href="/reports/new">Create report</ButtonLink>}
          className="py-6"
        >
          Your recent reports, images, valuations and campaigns appear here.
        </EmptyState>
      ) : (
        <WorkRows rows={latest.map((work) => rowOf(work, asOf, timeZone))} />
      )}
    </Card>
  )
}

function rowOf(work: LatestWork, asOf: string, timeZone: string): WorkRow {
  const { href, title, at, result } = workSummary(work)
  return { kind: work.kind, href, title, when: inDays(asOf, at, timeZone), result }
}
