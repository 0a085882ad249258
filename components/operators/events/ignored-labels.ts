import type { InboxEvent } from '@/lib/operators/operations/webhook-inbox'

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
