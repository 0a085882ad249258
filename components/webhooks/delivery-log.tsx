import { Webhook } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { FormAction } from '@/components/ui/forms/form-action'
import { countOf, formatDateTime } from '@/lib/core/text/format'
import type { DeliveryView } from '@/lib/webhooks/deliver/list-deliveries'
import { KEPT_DAYS } from '@/lib/webhooks/shared/events'
import { deliveryLabels, durationLabel } from './webhook-labels'

type Props = {
  deliveries: DeliveryView[]
  timeZone: string
  /** Null while the webhook is off. */
  resend: FormAction | null
}

const code = 'mt-1 block rounded-control bg-sunken p-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap'

/** What was sent to an endpoint, the newest first. */
export function DeliveryLog({ deliveries, timeZone, resend }: Props) {
  return (
    <Card aria-labelledby="log-title">
      <CardHeader
        id="log-title"
        title="Deliveries"
        description={`Every event of the last ${KEPT_DAYS} days, with each attempt and response.`}
      />
      {deliveries.length === 0 ? (
        <EmptyState icon={Webhook} title="No deliveries yet">
          Events appear here within a minute. Send a test event to try it out.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} timeZone={timeZone} resend={resend} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Delivery({
  delivery,
  timeZone,
  resend,
}: {
  delivery: DeliveryView
  timeZone: string
  resend: FormAction | null
}) {
  const { id, type, messageId, status, createdAt, nextAttemptAt, lastError, attempts, body } = delivery
  const { label, tone } = deliveryLabels[status]
  return (
    <li className="grid gap-2 py-4 text-sm">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 space-y-0.5">
          <p className="font-medium">
            <code>{type}</code> <Badge tone={tone}>{label}</Badge>
          </p>
          <p className="wrap-anywhere text-muted">
            {formatDateTime(createdAt, timeZone)} · {messageId} · {countOf(attempts.length, 'attempt')}
          </p>
          {status === 'pending' && nextAttemptAt && (
            <p className="text-muted">Next attempt {formatDateTime(nextAttemptAt, timeZone)}</p>
          )}
          {attempts.length === 0 && lastError && <p>{lastError}</p>}
        </div>
        {resend && (
          <ActionButton
            action={resend}
            hidden={{ id }}
            variant="secondary"
            size="sm"
            label={`Send again: ${messageId}`}
          >
            Send again
          </ActionButton>
        )}
      </div>
      <details>
        <summary className="text-brand-ink underline underline-offset-3">
          Show request and responses<span className="sr-only"> of {messageId}</span>
        </summary>
        <div className="mt-3 grid gap-3">
          <div>
            <p className="font-medium">Body</p>
            <code className={code}>{body}</code>
          </div>
          {attempts.map((attempt) => (
            <div key={attempt.id}>
              <p className="font-medium">
                {formatDateTime(attempt.at, timeZone)} ·{' '}
                {attempt.status === null ? attempt.error : `HTTP ${attempt.status}`} ·{' '}
                {durationLabel(attempt.durationMs)}
              </p>
              {attempt.response && <code className={code}>{attempt.response}</code>}
            </div>
          ))}
        </div>
      </details>
    </li>
  )
}
