import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { InboxEvent } from '@/lib/operators/operations/webhook-inbox'

const statusLabels: Record<InboxEvent['status'], { label: string; tone: BadgeTone }> = {
  received: { label: 'Received', tone: 'neutral' },
  applied: { label: 'Applied', tone: 'good' },
  ignored: { label: 'Ignored', tone: 'neutral' },
  failed: { label: 'Failed', tone: 'warn' },
  dead: { label: 'Needs attention', tone: 'bad' },
}

export function EventStatus({ status }: Pick<InboxEvent, 'status'>) {
  const { label, tone } = statusLabels[status]
  return <Badge tone={tone}>{label}</Badge>
}
