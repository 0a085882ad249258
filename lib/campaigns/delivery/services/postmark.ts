import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '@/lib/core/errors'
import { DeliveryEvents } from '../delivery-events'
import { findMessageRef } from '../message-ref'
import { type BounceCause, causeOfBounce } from '../reports/bounce-cause'

const Text = z.string().catch('')

const PostmarkEvent = z.object({
  RecordType: z.string(),
  /** The kind of bounce. */
  Type: Text,
  Email: Text,
  Recipient: Text,
  Description: Text,
  Details: Text,
  /** The bounce itself, with the header of our email. */
  Content: Text,
  SuppressSending: z.boolean().catch(false),
  SuppressionReason: Text,
  Metadata: z.record(z.string(), z.string()).catch({}),
})
type PostmarkEvent = z.output<typeof PostmarkEvent>

/** Kinds whose meaning doesn’t depend on the words. */
const CAUSE_OF_TYPE: Record<string, BounceCause> = {
  SoftBounce: 'temporary',
  Transient: 'temporary',
  DnsError: 'temporary',
  SpamNotification: 'policy',
  VirusNotification: 'policy',
  ChallengeVerification: 'refused',
  Blocked: 'sender-blocked',
  DMARCPolicy: 'sender-blocked',
  BadEmailAddress: 'no-mailbox',
}
/** No bounces, or not of our emails. */
const NOTHING = [
  'AutoResponder',
  'Subscribe',
  'OpenRelayTest',
  'AddressChange',
  'Unconfirmed',
  'InboundError',
  'TemplateRenderingFailed',
  'SMTPApiError',
]

/**
 * Postmark doesn’t sign its webhooks. It sends the user and password of the webhook’s URL (HTTP basic authentication); the
 * password is ours.
 * @throws Refusal `postmark.password`
 */
export function checkPostmarkPassword(authorization: string, secret: string): void {
  const [scheme = '', encoded = ''] = authorization.slice(0, 1_000).split(' ', 2)
  const credentials = Buffer.from(encoded, 'base64').toString('utf8')
  const password = credentials.slice(credentials.indexOf(':') + 1)
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (scheme.toLowerCase() !== 'basic' || !timingSafeEqual(digest(password), digest(secret)))
    throw new Refusal(
      'postmark.password',
      'The password is wrong. Set the webhook to https://postmark:<MAIL_POSTMARK_SECRET>@<host>/api/mail/postmark.',
    )
}

/** Converts an event of Postmark. Deliveries, opens and clicks give no events. */
export function readPostmarkEvents(body: unknown): DeliveryEvents {
  const event = PostmarkEvent.safeParse(body)
  return DeliveryEvents.parse({ events: event.success ? eventsOf(event.data) : [] })
}

function eventsOf(event: PostmarkEvent): z.input<typeof DeliveryEvents>['events'] {
  const ref = (event.Metadata.ref ?? findMessageRef(event.Content) ?? '').slice(0, 300)
  const recipient = (event.Email || event.Recipient).slice(0, 300)
  const reason = (event.Details || event.Description).slice(0, 500)
  if (
    event.RecordType === 'SpamComplaint' ||
    (event.RecordType === 'Bounce' && event.Type === 'SpamComplaint')
  )
    return [{ type: 'complaint', ref, recipient, reason: 'abuse' }]
  if (event.RecordType === 'SubscriptionChange') {
    // A change because of a bounce or a complaint is reported as one.
    if (!event.SuppressSending || event.SuppressionReason !== 'ManualSuppression') return []
    return [{ type: 'unsubscribe', ref, recipient, reason: 'Postmark' }]
  }
  if (event.RecordType !== 'Bounce' || NOTHING.includes(event.Type)) return []
  if (event.Type === 'Unsubscribe') return [{ type: 'unsubscribe', ref, recipient, reason: 'Postmark' }]
  const cause = causeOf(event)
  return [{ type: 'bounce', ref, recipient, reason, permanent: cause === 'no-mailbox', cause }]
}

/** The words of the server count more than Postmark’s kind. */
function causeOf({ Type, Details, Content }: PostmarkEvent): BounceCause {
  const cause = Details ? causeOfBounce({ text: Details }) : 'unsure'
  if (cause !== 'unsure') return cause
  const known = CAUSE_OF_TYPE[Type]
  if (known) return known
  return Content ? causeOfBounce({ text: Content.slice(0, 4_000) }) : 'unsure'
}
