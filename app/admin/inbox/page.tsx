import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { EventStatus } from '@/components/operators/events/event-status'
import { Instant } from '@/components/operators/instant'
import { Card } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listQuery } from '@/lib/core/paging/list-query'
import { countOf } from '@/lib/core/text/format'
import { inboxFilters, webhookInbox } from '@/lib/operators/operations/webhook-inbox'
import { replayEvent } from '../actions'

export const metadata: Metadata = { title: 'Webhooks' }

const EVENTS_PER_PAGE = 50
const readQuery = listQuery({ filter: z.enum(inboxFilters), ids: 'text' })

export default async function InboxPage({ searchParams }: PageProps<'/admin/inbox'>) {
  await requireOperator()
  const { filter = 'open', before, after } = readQuery(await searchParams)
  const {
    rows: events,
    open,
    ...page
  } = await webhookInbox(filter, { limit: EVENTS_PER_PAGE, before, after })
  return (
    <>
      <PageHeader
        title="Webhooks"
        description={`${countOf(open, 'event')} not applied. Failed events are retried automatically. Replay events that need attention.`}
      />
      <LinkTabs
        label="Event filter"
        tabs={[
          { href: '/admin/inbox', label: 'Not applied', current: filter === 'open' },
          { href: '/admin/inbox?show=all', label: 'All', current: filter === 'all' },
        ]}
      />
      <Card className="mt-6">
        {events.length === 0 && <p className="text-sm text-muted">No events.</p>}
        <ul className="divide-y divide-line text-sm">
          {events.map((event) => (
            <li key={event.id} className="flex flex-wrap items-start justify-between gap-3 py-3 first:pt-0">
              <div className="min-w-0 space-y-1">
                <p className="font-medium break-all">
                  <Link
                    href={`/admin/inbox/${event.id}`}
                    className="text-brand-ink underline underline-offset-3"
                    prefetch={false}
                  >
                    {event.type}
                    <span className="sr-only"> {event.id}</span>
                  </Link>{' '}
                  <EventStatus status={event.status} />
                </p>
                <p className="break-all text-muted">
                  {event.id}, received <Instant at={event.receivedAt} />
                  {event.workspaceId !== null && `, workspace ${event.workspaceId}`}
                  {event.attempts > 0 && `, failed ${countOf(event.attempts, 'time')}`}
                </p>
                {event.lastError && <p className="break-words text-bad-ink">{event.lastError}</p>}
              </div>
              <ActionForm
                action={replayEvent}
                hidden={{ id: event.id }}
                submit="Replay event"
                submitLabel={`Replay event ${event.id}`}
                variant="secondary"
                size="sm"
              />
            </li>
          ))}
        </ul>
      </Card>
      <Pagination label="Event pages" {...pageLinks('/admin/inbox', { filter, before, after }, page)} />
    </>
  )
}
