import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { formatDateTime } from '@/lib/core/text/format'
import type { DeliveryRow } from '@/lib/posts/views'
import { deliveryLabels } from './post-labels'

/** The webhooks a post was sent to, with their responses. */
export function DeliveryList({ deliveries, timeZone }: { deliveries: DeliveryRow[]; timeZone: string }) {
  if (deliveries.length === 0) return null
  return (
    <Card aria-labelledby="sent-title">
      <CardHeader id="sent-title" title="Deliveries" />
      <ul className="grid gap-4">
        {deliveries.map(({ id, target, status, answer, at }) => (
          <li key={id} className="flex items-start justify-between gap-4 text-sm">
            <span className="min-w-0">
              <span className="block font-medium wrap-anywhere">{target}</span>
              <span className="block text-muted">
                {formatDateTime(at, timeZone)}
                {answer && ` · ${answer}`}
              </span>
            </span>
            <Badge tone={deliveryLabels[status].tone}>{deliveryLabels[status].label}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  )
}
