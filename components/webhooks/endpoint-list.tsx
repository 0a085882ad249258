import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import type { WebhookDisabledReason } from '@/db/schema/webhooks'
import { countOf } from '@/lib/core/text/format'
import { endpointLabel } from './webhook-labels'

type Endpoint = {
  id: string
  url: string
  description: string
  events: readonly string[]
  enabled: boolean
  disabledReason: WebhookDisabledReason | null
  failingSince: string | null
}

export function EndpointList({ endpoints }: { endpoints: Endpoint[] }) {
  return (
    <ul className="divide-y divide-line">
      {endpoints.map(({ id, url, description, events, ...state }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <div className="min-w-0 space-y-0.5">
            <Link
              href={`/workspace-settings/webhooks/${id}`}
              className="font-medium wrap-anywhere text-brand-ink underline underline-offset-3"
            >
              {url}
            </Link>
            <p className="text-sm text-muted">
              {description && `${description} · `}
              {countOf(events.length, 'event')}
            </p>
          </div>
          <Badge tone={endpointLabel(state).tone}>{endpointLabel(state).label}</Badge>
        </li>
      ))}
    </ul>
  )
}
