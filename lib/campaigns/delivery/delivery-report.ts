import {
  firstField,
  type HeaderFields,
  type MimeEmail,
  readHeaderFields,
  readMime,
} from '@/lib/email/read-mime'
import type { DeliveryEvents } from './delivery-events'
import { findMessageRef, findUnsubscribeRef, REF_HEADER } from './message-ref'
import { type BounceCause, causeOfBounce } from './reports/bounce-cause'
import { isAutoReply, isFromMailServer, isOutlookComplaint } from './reports/report-kind'
import { answersIn, type ReportText, readReportText, statementsIn } from './reports/report-text'

type DeliveryEvent = DeliveryEvents['events'][number]
/** The email a report is about. */
type About = Pick<DeliveryEvent, 'messageId' | 'ref'>

const MAX_REASON_LENGTH = 500
const MAX_ID_LENGTH = 300
const MAX_RECIPIENTS = 50
/** The content types of its parts, including the internationalized forms (RFC 6533). */
const STATUS_PART = /^message\/(?:global-)?delivery-status$/
const FEEDBACK_PART = /^message\/feedback-report$/
const NOTIFICATION_PART = /^message\/(?:global-)?disposition-notification$/
/** Nothing failed, or not yet. */
const NO_FAILURE = /^(?:delayed|relayed|delivered|expanded|success)/i
const ONLY_DELAYED =
  /\bwarning\b.{0,80}\b(?:only|not (?:yet )?been delivered)|do not need to resend|no need to (?:resend|retransmit)|will (?:keep|continue) (?:on )?(?:trying|to try)|still (?:trying|being (?:tried|attempted))|has (?:been|not yet been) delay|delivery (?:is )?delayed|not yet been delivered|will be retried|(?:erfolgreich zugestellt|successfully delivered|successfully relayed|has been delivered)/i

/**
 * Reads a report of a mail server about an email it accepted: a bounce (RFC 3464, or only text), a complaint (RFC 5965 and
 * Microsoft’s older form) or an email to the address in List-Unsubscribe. Returns nothing for other emails, such as
 * automatic replies, and for reports of delays or success.
 */
export async function parseDeliveryReport(email: Uint8Array): Promise<DeliveryEvent[]> {
  const report = readMime(email)
  const text = readReportText(report)
  const about = aboutOf(email, report, text)
  const partOf = (type: RegExp) => report.parts.find((part) => type.test(part.type))?.text
  const feedback = partOf(FEEDBACK_PART)
  if (feedback) return complaintOf(groupsOf(feedback), about)
  if (isOutlookComplaint(report.headers, text.original)) return [complaint(about, 'abuse')]
  const statusPart = partOf(STATUS_PART)
  const groups = groupsOf(statusPart ?? '').filter(
    (group) => group.has('final-recipient') || group.has('original-recipient') || group.has('action'),
  )
  if (groups.length > 0) return bouncesOf(groups, text, about)
  if (partOf(NOTIFICATION_PART)) return []
  const isReport = report.type === 'multipart/report'
  const unsubscribe = isReport ? null : findUnsubscribeRef(recipientsOf(report.headers))
  if (unsubscribe && !isFromMailServer(report.headers) && !isAutoReply(report.headers))
    return [{ type: 'unsubscribe', messageId: '', ref: unsubscribe, permanent: true, reason: '' }]
  if (isAutoReply(report.headers)) return []
  if (statusPart === undefined && !isFromMailServer(report.headers)) return []
  return bouncesOfText(text, about)
}

/** The addresses an email was sent to, however its server notes them. */
const recipientsOf = (headers: HeaderFields): string =>
  ['to', 'delivered-to', 'x-original-to', 'x-envelope-to', 'envelope-to', 'x-rcpt-to', 'apparently-to']
    .flatMap((name) => headers.get(name) ?? [])
    .join(' ')

/**
 * Our ids, best first: in the header of the returned email, in the return path of the returned email or the address that the
 * report was sent to (VERP), or anywhere in the report. All of them carry a MAC, so it doesn’t matter where they are.
 */
function aboutOf(email: Uint8Array, { headers, parts }: MimeEmail, { original }: ReportText): About {
  const inOriginal = firstField(original ?? new Map(), REF_HEADER.toLowerCase())
  const ref =
    findMessageRef(inOriginal) ??
    findMessageRef(recipientsOf(headers)) ??
    parts.reduce<string | null>((found, { text }) => found ?? findMessageRef(text), null) ??
    findMessageRef(Buffer.from(email).toString('latin1'))
  const messageId = firstField(original ?? new Map(), 'message-id')
  return {
    messageId: messageId.slice(0, MAX_ID_LENGTH),
    ref: (ref ?? inOriginal).slice(0, MAX_ID_LENGTH),
  }
}

const complaint = (about: About, reason: string): DeliveryEvent => ({
  type: 'complaint',
  ...about,
  permanent: true,
  reason,
})

/** Spam and similar complaints, and opt-outs. `not-spam` is not a complaint, and neither are reports about DMARC or DKIM. */
function complaintOf(groups: HeaderFields[], about: About): DeliveryEvent[] {
  const kind =
    groups
      .map((group) => firstField(group, 'feedback-type'))
      .find(Boolean)
      ?.toLowerCase()
      .trim() ?? ''
  if (['opt-out', 'opt-out-list', 'optout', 'unsubscribe'].includes(kind))
    return [{ ...complaint(about, kind), type: 'unsubscribe' }]
  if (['abuse', 'fraud', 'virus', 'other', 'miscategorized', 'complaint', 'spam'].includes(kind))
    return [complaint(about, kind)]
  return []
}

function bouncesOf(groups: HeaderFields[], text: ReportText, about: About): DeliveryEvent[] {
  const failed = groups.filter((group) => {
    const [action, status] = [firstField(group, 'action').trim(), statusOf(group)]
    if (NO_FAILURE.test(action)) return false
    // Some servers leave the action out.
    return action ? /^fail/i.test(action) : status.startsWith('5.') || diagnosticOf(group) !== ''
  })
  return failed.slice(0, MAX_RECIPIENTS).map((group) => {
    const [status, diagnostic] = [statusOf(group), diagnosticOf(group)]
    const recipient = addressOf(
      firstField(group, 'final-recipient') || firstField(group, 'original-recipient'),
    )
    let cause = causeOfBounce({ status, text: diagnostic })
    // A vague diagnostic, such as "550" alone: the words may be in the readable part.
    if (cause === 'unsure' || !/\p{L}{3}/u.test(diagnostic)) {
      const said =
        failed.length === 1
          ? text.said
          : (statementsIn(text.said).find((one) => one.recipient === recipient)?.said ?? '')
      const better = said ? causeOfText(said, status) : 'unsure'
      if (better !== 'unsure') cause = better
    }
    return bounce(about, cause, diagnostic || status, recipient)
  })
}

function bouncesOfText({ said }: ReportText, about: About): DeliveryEvent[] {
  if (said.trim() === '') return []
  const statements = statementsIn(said)
  if (ONLY_DELAYED.test(said.replace(/\s+/g, ' ')) && causeOfText(said) !== 'no-mailbox') return []
  if (statements.length > 1)
    return statements.map((one) => bounce(about, causeOfText(one.said), excerptOf(one.said), one.recipient))
  return [bounce(about, causeOfText(said), excerptOf(said), statements[0]?.recipient ?? '')]
}

/** The server’s answer counts more than the text around it, which may explain every possible reason. */
function causeOfText(said: string, status = ''): BounceCause {
  const answers = answersIn(said)
  const cause = answers ? causeOfBounce({ status, text: answers }) : 'unsure'
  return cause === 'unsure' ? causeOfBounce({ status, text: said }) : cause
}

const excerptOf = (said: string): string => (answersIn(said) || said).replace(/\s+/g, ' ').trim()

const bounce = (about: About, cause: BounceCause, reason: string, recipient: string): DeliveryEvent => ({
  type: 'bounce',
  ...about,
  permanent: cause === 'no-mailbox',
  reason: reason.slice(0, MAX_REASON_LENGTH),
  recipient: recipient.slice(0, MAX_ID_LENGTH),
  cause,
})

const statusOf = (group: HeaderFields): string =>
  /\d\.\d{1,3}\.\d{1,3}/.exec(firstField(group, 'status'))?.[0] ?? ''

/** `smtp; 550 …` without its type. Some servers have several, or put the answer into a field of their own. */
const diagnosticOf = (group: HeaderFields): string =>
  ['diagnostic-code', 'x-display-diagnostic', 'x-postfix-diagnostic', 'x-notes-diagnostic']
    .flatMap((name) => group.get(name) ?? [])
    .map((value) => value.replace(/^\s*[\w-]{1,30}\s*;\s*/, ''))
    .join(' ')
    .trim()

const addressOf = (field: string): string =>
  (field.includes(';') ? field.slice(field.indexOf(';') + 1) : field).replace(/[<>\s]/g, '').toLowerCase()

/** Groups of fields, separated by empty lines. The first one is about the email as a whole. */
const groupsOf = (text: string): HeaderFields[] =>
  text
    .replaceAll('\r', '')
    .split(/\n[ \t]*\n/)
    .map(readHeaderFields)
    .filter((fields) => fields.size > 0)
