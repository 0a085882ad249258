import { FileChartColumn } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ReportList } from '@/components/reports/report-list'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listReports } from '@/lib/reports/list-reports'

export const metadata: Metadata = { title: 'Reports' }

const REPORTS_A_PAGE = 20

export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const workspace = await requireWorkspace()
  const before = z.uuid().safeParse((await searchParams).before).data
  const { rows, nextBefore } = await listReports(workspace, { limit: REPORTS_A_PAGE, before })
  const ask = <ButtonLink href="/reports/new">New report</ButtonLink>
  return (
    <>
      <PageHeader
        title="Reports"
        description="Market reports for an area and period, from recorded sales."
        action={ask}
      />
      {rows.length > 0 ? (
        <ReportList rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState
            icon={FileChartColumn}
            title={before ? 'No older reports' : 'No reports yet'}
            action={before ? null : ask}
          >
            Choose an area and a period: figures, charts and a written summary are ready in seconds.
          </EmptyState>
        </Card>
      )}
      <nav aria-label="Pages of reports" className="mt-6 flex justify-between">
        {before ? (
          <ButtonLink href="/reports" variant="secondary">
            Newest
          </ButtonLink>
        ) : (
          <span />
        )}
        {nextBefore && (
          <ButtonLink href={`/reports?before=${nextBefore}`} variant="secondary">
            Older
          </ButtonLink>
        )}
      </nav>
    </>
  )
}
