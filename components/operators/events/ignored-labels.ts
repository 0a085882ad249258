import type { InboxEvent } from '@/lib/operators/operations/webhook-inbox'

/** Why an event was ignored, for the page of the event. */
export const ignoredWords: Record<NonNullable<InboxEvent['ignoredReason']>, string> = {
  'not-handled': 'Ignored: we handle no events of this type.',
  'other-product': 'Ignored: it belongs to another product in the same Stripe account.',
  connect: 'Ignored: it happened in a connected account.',
  'thin-event': 'Ignored: it is a thin event. We use snapshot events.',
  malformed: 'Refused: it was signed, but its body is not a Stripe event.',
  'unknown-object': 'Ignored: Stripe no longer has the object it names.',
  'other-mode': 'Ignored: it is from the other mode (test or live) than STRIPE_SECRET_KEY.',
}
