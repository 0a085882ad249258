import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { EventEffect } from '@/components/operators/events/event-effect'
import { EventStatus, ignoredLabels } from '@/components/operators/events/event-status'
import { LongText } from '@/components/operators/events/long-text'
import { Instant } from '@/components/operators/instant'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { isRefusal } from '@/lib/core/errors'
import { viewWebhookEvent, type WebhookEvent } from '@/lib/operators/operations/webhook-event'
import type { Operator } from '@/lib/operators/operator'
import { replayEvent } from '../../actions'

export const metadata: Metadata = { title: 'Webhook event' }

async function loadEvent(operator: Operator, id: string): Promise<WebhookEvent> {
  try {
    return await viewWebhookEvent(operator, id)
  } catch (error) {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  }
}

export default async function EventPage({ params }: PageProps<'/admin/inbox/[id]'>) {
  const operator = await requireOperator()
  const event = await loadEvent(operator, decodeURIComponent((await params).id))
  return (
    <>
      <p className="mb-3 text-sm">
        <Link href="/admin/inbox?show=all" className="text-brand-ink underline underline-offset-3">
          All events
        </Link>
      </p>
      <PageHeader title={event.type} description={<span className="break-all">{event.id}</span>} />
      <div className="grid grid-cols-1 gap-6">
        <Card aria-labelledby="state-title">
          <CardHeader id="state-title" title="Result" action={<EventStatus status={event.status} />} />
          <p className="mb-4 text-sm">
            Received <Instant at={event.receivedAt} />
            {event.appliedAt && (
              <>
                , {event.status} <Instant at={event.appliedAt} />
              </>
            )}
            {event.nextAttemptAt && (
              <>
                , next retry <Instant at={event.nextAttemptAt} />
              </>
            )}
            .
          </p>
          {event.ignoredReason ? (
            <p className="text-sm">{ignoredLabels[event.ignoredReason]}</p>
          ) : (
            <EventEffect event={event} />
          )}
          <div className="mt-4">
            <ActionForm
              action={replayEvent}
              hidden={{ id: event.id }}
              submit="Replay event"
              submitLabel={`Replay event ${event.id}`}
              variant="secondary"
              size="sm"
            />
          </div>
        </Card>
        <Attempts attemptLog={event.attemptLog} />
        <Card aria-labelledby="payload-title">
          <CardHeader
            id="payload-title"
            title="Payload"
            description="As received from Stripe. It may contain personal data, so don’t share it."
          />
          <LongText label="Formatted payload" text={event.payload} />
        </Card>
      </div>
    </>
  )
}

function Attempts({ attemptLog }: Pick<WebhookEvent, 'attemptLog'>) {
  return (
    <Card aria-labelledby="attempts-title">
      <CardHeader id="attempts-title" title="Attempts" description="Newest first." />
      {attemptLog.length === 0 && <p className="text-sm text-muted">No attempts yet.</p>}
      <ol className="divide-y divide-line text-sm">
        {attemptLog.map(({ id, at, status, error }) => (
          <li key={id} className="grid gap-1 py-3 first:pt-0 last:pb-0">
            <p>
              <Instant at={at} /> <EventStatus status={status} />
            </p>
            {error && <p className="break-words text-bad-ink">{error}</p>}
          </li>
        ))}
      </ol>
    </Card>
  )
}
