import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { InboxEvent } from '@/lib/operators/operations/webhook-inbox'

const tones: Record<InboxEvent['status'], BadgeTone> = {
  received: 'neutral',
  applied: 'good',
  ignored: 'neutral',
  failed: 'warn',
  dead: 'bad',
}

export function EventStatus({ status }: Pick<InboxEvent, 'status'>) {
  return <Badge tone={tones[status]}>{status}</Badge>
}
