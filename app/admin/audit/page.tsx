import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { EventList } from '@/components/operators/events/event-list'
import { ExportList } from '@/components/operators/export-list'
import { Card, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listQuery } from '@/lib/core/paging/list-query'
import { auditLog, exportLog } from '@/lib/operators/operations/audit-log'

export const metadata: Metadata = { title: 'Audit log' }

const EVENTS_PER_PAGE = 50
const readQuery = listQuery()

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  await requireOperator()
  const { before, after } = readQuery(await searchParams)
  const [{ rows: events, ...page }, exports] = await Promise.all([
    auditLog({ limit: EVENTS_PER_PAGE, before, after }),
    exportLog(),
  ])
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What operators did and viewed, and what members exported. Entries can’t be changed."
      />
      <Card>
        <EventList events={events} />
      </Card>
      <Pagination label="Audit log pages" {...pageLinks('/admin/audit', { before, after }, page)} />
      {page.previousAfter === null && (
        <Card aria-labelledby="exports-title" className="mt-6">
          <CardHeader id="exports-title" title="Recent exports by members" />
          <ExportList exports={exports} />
        </Card>
      )}
    </>
  )
}
