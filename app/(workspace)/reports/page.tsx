import { FileChartColumn } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { Library } from '@/components/paid-work/library'
import { ReportList } from '@/components/reports/report-list'
import { listReports } from '@/lib/reports/list-reports'
import { LibraryQuery } from '../_work/library-query'

export const metadata: Metadata = { title: 'Reports' }

const REPORTS_A_PAGE = 20

export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const workspace = await requireWorkspace()
  const query = LibraryQuery.parse(await searchParams)
  const { rows, nextBefore } = await listReports(workspace, { ...query, limit: REPORTS_A_PAGE })
  return (
    <Library
      title="Reports"
      description="Market reports for an area and period, from recorded sales."
      href="/reports"
      name="report"
      icon={FileChartColumn}
      query={query}
      hints={{
        search: 'Search for another part of an area’s name, or show all.',
        first: 'Choose an area and a period: figures, charts and a written summary are ready in seconds.',
      }}
      nextBefore={nextBefore}
    >
      {rows.length > 0 ? <ReportList rows={rows} timeZone={workspace.timeZone} /> : null}
    </Library>
  )
}
