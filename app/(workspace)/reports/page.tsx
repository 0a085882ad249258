import { FileChartColumn } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ReportList } from '@/components/reports/report-list'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LibraryPages } from '@/components/work/library-pages'
import { LibrarySearch } from '@/components/work/library-search'
import { listReports, reportFilters } from '@/lib/reports/list-reports'

export const metadata: Metadata = { title: 'Reports' }

const REPORTS_A_PAGE = 20

/** What does not fit is as if it were not there. */
const Query = z.object({
  q: z.string().trim().min(1).max(120).optional().catch(undefined),
  show: z.enum(reportFilters).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})

const choices = [
  { value: 'ready', label: 'Ready' },
  { value: 'unfinished', label: 'In progress' },
  { value: 'ended', label: 'Failed or cancelled' },
]

export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const workspace = await requireWorkspace()
  const { q: search, show, before } = Query.parse(await searchParams)
  const { rows, nextBefore } = await listReports(workspace, {
    limit: REPORTS_A_PAGE,
    before,
    search,
    filter: show,
  })
  const ask = <ButtonLink href="/reports/new">New report</ButtonLink>
  const narrowed = Boolean(search || show)
  return (
    <>
      <PageHeader
        title="Reports"
        description="Market reports for an area and period, from recorded sales."
        action={ask}
      />
      {(rows.length > 0 || narrowed) && (
        <LibrarySearch href="/reports" label="Search reports" search={search} show={show} choices={choices} />
      )}
      {rows.length > 0 ? (
        <ReportList rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState
            icon={FileChartColumn}
            title={emptyTitle(narrowed, before)}
            action={narrowed || before ? null : ask}
          >
            {narrowed
              ? 'Search for another part of an area’s name, or show all.'
              : 'Choose an area and a period: figures, charts and a written summary are ready in seconds.'}
          </EmptyState>
        </Card>
      )}
      <LibraryPages
        href="/reports"
        label="Pages of reports"
        search={search}
        show={show}
        before={before}
        nextBefore={nextBefore}
      />
    </>
  )
}

function emptyTitle(narrowed: boolean, before: string | undefined): string {
  if (narrowed) return 'No report matches'
  return before ? 'No older reports' : 'No reports yet'
}
