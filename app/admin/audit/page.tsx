import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { EventList } from '@/components/operators/events/event-list'
import { ExportList } from '@/components/operators/export-list'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { instant } from '@/lib/core/text/input'
import { auditLog, exportLog } from '@/lib/operators/operations/audit-log'

export const metadata: Metadata = { title: 'Audit log' }
const Before = instant.optional().catch(undefined)

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  await requireOperator()
  const before = Before.parse((await searchParams).before)
  const [{ events, nextBefore }, exports] = await Promise.all([auditLog({ before }), exportLog()])
  return (
    <>
      <PageHeader
        title="Audit log"
        description="What operators did and looked at, and what members exported. Entries are never changed."
      />
      <Card>
        <EventList events={events} />
      </Card>
      {nextBefore && (
        <nav aria-label="Pages of the audit log" className="mt-5 flex justify-end">
          <ButtonLink
            href={`/admin/audit?${new URLSearchParams({ before: nextBefore })}`}
            variant="secondary"
            size="sm"
          >
            Older
          </ButtonLink>
        </nav>
      )}
      {!before && (
        <Card aria-labelledby="exports-title" className="mt-6">
          <CardHeader id="exports-title" title="Latest exports by members" />
          <ExportList exports={exports} />
        </Card>
      )}
    </>
  )
}
