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

/** Why an event was ignored, shown on its page. */
export const ignoredLabels: Record<NonNullable<InboxEvent['ignoredReason']>, string> = {
  'not-handled': 'Ignored: we don’t handle events of this type.',
  'other-product': 'Ignored: it belongs to another product in the same Stripe account.',
  connect: 'Ignored: it happened in a connected account.',
  'thin-event': 'Ignored: it is a thin event. We use snapshot events.',
  malformed: 'Rejected: it was signed, but its body is not a Stripe event.',
  'unknown-object': 'Ignored: Stripe no longer has the object it refers to.',
  'other-mode': 'Ignored: its mode (test or live) doesn’t match STRIPE_SECRET_KEY.',
}
