import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/operator-action'
import { EventList } from '@/components/operators/event-list'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { instant } from '@/lib/core/input'
import { auditLog } from '@/lib/operators/audit-log'

export const metadata: Metadata = { title: 'Audit log' }
const Before = instant.optional().catch(undefined)

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  await requireOperator()
  const { events, nextBefore } = await auditLog({ before: Before.parse((await searchParams).before) })
  return (
    <>
      <PageHeader title="Audit log" description="What operators did. Nothing in it is ever changed." />
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
    </>
  )
}
