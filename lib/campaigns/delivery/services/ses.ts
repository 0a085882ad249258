import { z } from 'zod'
import { DeliveryEvents } from '../delivery-events'
import { findMessageRef, REF_HEADER } from '../message-ref'
import { type BounceCause, causeOfBounce } from '../reports/bounce-cause'

const Text = z.string().catch('')

/** What Amazon SES publishes to SNS: feedback notifications (`notificationType`) and event publishing (`eventType`). */
const SesEvent = z.object({
  notificationType: Text,
  eventType: Text,
  mail: z.object({
    /** The return path. */
    source: Text,
    headers: z.array(z.object({ name: z.string(), value: z.string() })).catch([]),
    commonHeaders: z.object({ messageId: Text }).catch({ messageId: '' }),
  }),
  bounce: z
    .object({
      bounceType: Text,
      bounceSubType: Text,
      bouncedRecipients: z
        .array(z.object({ emailAddress: Text, action: Text, status: Text, diagnosticCode: Text }))
        .catch([]),
    })
    .optional(),
  complaint: z.object({ complaintFeedbackType: Text, complaintSubType: Text }).optional(),
})
type SesEvent = z.output<typeof SesEvent>

/** Not complaints of a person. */
const NO_COMPLAINT = ['not-spam', 'auth-failure']

/** Converts a notification of Amazon SES. Deliveries, opens and other kinds give no events. */
export function readSesEvents(notification: string): DeliveryEvents {
  const event = parse(notification)
  return DeliveryEvents.parse({ events: event ? eventsOf(event) : [] })
}

function parse(notification: string): SesEvent | null {
  try {
    return SesEvent.parse(JSON.parse(notification))
  } catch {
    // SES announces a new topic with a sentence.
    return null
  }
}

function eventsOf(event: SesEvent): z.input<typeof DeliveryEvents>['events'] {
  const about = aboutOf(event)
  const kind = event.notificationType || event.eventType
  if (kind === 'Complaint' && event.complaint) {
    const { complaintFeedbackType: type, complaintSubType } = event.complaint
    // Amazon’s own list stopped the email: it was not sent, so no one complained about it.
    if (NO_COMPLAINT.includes(type) || complaintSubType === 'OnAccountSuppressionList') return []
    return [{ type: type.startsWith('opt-out') ? 'unsubscribe' : 'complaint', ...about, reason: type }]
  }
  if (kind !== 'Bounce' || !event.bounce) return []
  const { bounceType, bounceSubType, bouncedRecipients } = event.bounce
  return bouncedRecipients
    .filter(({ action }) => !/^(?:delayed|delivered|relayed|expanded)/i.test(action))
    .map(({ emailAddress, status, diagnosticCode }) => {
      const diagnostic = diagnosticCode.replace(/^\s*[\w-]{1,30}\s*;\s*/, '')
      const cause = causeOf(bounceType, bounceSubType, status, diagnostic)
      return {
        type: 'bounce',
        ...about,
        permanent: cause === 'no-mailbox',
        reason: (diagnostic || `${bounceType}, ${bounceSubType}`).slice(0, 500),
        recipient: emailAddress.slice(0, 300),
        cause,
      }
    })
}

/** The words of the server count more than what Amazon made of them. */
function causeOf(type: string, subType: string, status: string, diagnostic: string): BounceCause {
  const cause = /\p{L}{3}/u.test(diagnostic) ? causeOfBounce({ status, text: diagnostic }) : 'unsure'
  // The address is on one of Amazon’s lists. The reason is not known, and a complaint is reported as one.
  if (/SuppressionList|^Suppressed$/.test(subType)) return 'unsure'
  if (cause !== 'unsure') return cause
  if (type === 'Permanent') return subType === 'NoEmail' ? 'no-mailbox' : causeOfBounce({ status, text: '' })
  if (subType === 'MailboxFull') return 'full'
  if (subType === 'MessageTooLarge') return 'too-large'
  if (/Content|Attachment/.test(subType)) return 'policy'
  return type === 'Transient' ? 'temporary' : 'unsure'
}

/** SES replaces the Message-ID. Our header is returned with "original headers" on, and the return path always. */
function aboutOf({ mail: { source, headers, commonHeaders } }: SesEvent) {
  const headerOf = (name: string) =>
    headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? ''
  const ref = headerOf(REF_HEADER) || findMessageRef(source) || findMessageRef(headerOf('return-path')) || ''
  return {
    ref: ref.slice(0, 300),
    messageId: (headerOf('message-id') || commonHeaders.messageId).slice(0, 300),
  }
}
