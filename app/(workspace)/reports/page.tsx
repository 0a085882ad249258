import { FileChartColumn } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { Library } from '@/components/paid-work/library'
import { ReportList } from '@/components/reports/report-list'
import { ButtonLink } from '@/components/ui/buttons/button'
import { listQuery } from '@/lib/core/paging/list-query'
import { workFilters } from '@/lib/paid-work/list'
import { listReports } from '@/lib/reports/list-reports'
import { DeletedNotice } from '../_work/deleted-notice'
import { restoreReport } from './actions'

export const metadata: Metadata = { title: 'Reports' }

const REPORTS_A_PAGE = 20

const readQuery = listQuery({ filter: z.enum(workFilters) })

export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const workspace = await requireWorkspace()
  const params = await searchParams
  const query = readQuery(params)
  const { rows, ...page } = await listReports(workspace, { ...query, limit: REPORTS_A_PAGE })
  return (
    <>
      <DeletedNotice params={params} href="/reports" message="Report deleted." undo={restoreReport} />
      <Library
        title="Reports"
        description="Market reports for an area and period, from recorded sales."
        href="/reports"
        name="report"
        more={
          <ButtonLink href="/recurring" variant="secondary">
            Recurring
          </ButtonLink>
        }
        icon={FileChartColumn}
        query={query}
        hint="Choose an area and period to get figures, charts and a written summary in seconds."
        page={page}
      >
        {rows.length > 0 ? <ReportList rows={rows} timeZone={workspace.timeZone} /> : null}
      </Library>
    </>
  )
}
