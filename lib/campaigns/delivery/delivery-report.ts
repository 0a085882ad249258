import { simpleParser } from 'mailparser'
import type { DeliveryEvents } from './delivery-events'
import { REF_HEADER } from './message-ref'

type DeliveryEvent = DeliveryEvents['events'][number]
/** The email a report is about. */
type About = Pick<DeliveryEvent, 'messageId' | 'ref'>

const MAX_REASON_LENGTH = 500
const MAX_ID_LENGTH = 300
/** The content types of its parts, including the internationalized forms (RFC 6533). */
const STATUS_PART = /^message\/(?:global-)?delivery-status$/
const FEEDBACK_PART = /^message\/feedback-report$/
const ORIGINAL_PART = /^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/global-headers)$/

/**
 * Enhanced status codes (RFC 3463) for an address that no longer works: it doesn’t exist, is invalid, has moved, is disabled,
 * or its host doesn’t accept email. A full mailbox, a block or a timeout doesn’t count.
 */
const ADDRESS_IS_GONE = /^5\.(?:0\.0|1\.\d+|2\.1|4\.4)$/

/**
 * Parses a report from an email server about an email it accepted: a bounce (RFC 3464) or a spam complaint (RFC 5965).
 * Returns nothing for other emails and for reports of delays or success.
 */
export async function parseDeliveryReport(email: Uint8Array): Promise<DeliveryEvent[]> {
  // mailparser merges delivery-status parts into the text; under the other name they become attachments.
  const bytes = Buffer.from(email).toString('latin1')
  const named = bytes.replace(/^(content-type:\s*message\/)(delivery-status)/gim, '$1global-$2')
  const { attachments } = await simpleParser(Buffer.from(named, 'latin1'), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  })
  const partOf = (type: RegExp) =>
    attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8')
  const original = fieldsOf(partOf(ORIGINAL_PART) ?? '')[0]
  const about = {
    messageId: original?.get('message-id')?.slice(0, MAX_ID_LENGTH) ?? '',
    ref: original?.get(REF_HEADER.toLowerCase())?.slice(0, MAX_ID_LENGTH) ?? '',
  }
  if (!about.messageId && !about.ref) return []
  const feedback = fieldsOf(partOf(FEEDBACK_PART) ?? '')[0]
  if (feedback) return complaintOf(feedback, about)
  // The first group is about the email as a whole.
  const recipients = fieldsOf(partOf(STATUS_PART) ?? '').filter((group) => group.has('final-recipient'))
  const failed = recipients.find((group) => group.get('action')?.toLowerCase() === 'failed')
  if (!failed) return []
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(failed.get('status') ?? '')?.[0] ?? ''
  return [
    { type: 'bounce', ...about, permanent: ADDRESS_IS_GONE.test(status), reason: reasonOf(failed, status) },
  ]
}

/** Spam and similar complaints. Opt-outs are reported elsewhere, and `not-spam` is not a complaint. */
function complaintOf(feedback: ReadonlyMap<string, string>, about: About): DeliveryEvent[] {
  const kind = feedback.get('feedback-type')?.toLowerCase() ?? ''
  if (!['abuse', 'fraud', 'virus', 'other'].includes(kind)) return []
  return [{ type: 'complaint', ...about, permanent: true, reason: kind }]
}

function reasonOf(failed: ReadonlyMap<string, string>, status: string): string {
  const diagnostic = (failed.get('diagnostic-code') ?? '').replace(/^\s*[\w-]+\s*;\s*/, '')
  return (diagnostic || status).slice(0, MAX_REASON_LENGTH)
}

const FIELD_NAME = /^[!-9;-~]+$/

/** Parses groups of header fields, separated by empty lines. A line that starts with a space continues the previous field. */
function fieldsOf(text: string): Map<string, string>[] {
  return text
    .replaceAll('\r', '')
    .split(/\n\s*\n/)
    .map((group) => {
      const lines = group.replace(/\n[ \t]+/g, ' ').split('\n')
      const fields = lines.flatMap((line) => {
        const colon = line.indexOf(':')
        const name = line.slice(0, Math.max(0, colon))
        return FIELD_NAME.test(name) ? [[name.toLowerCase(), line.slice(colon + 1).trim()] as const] : []
      })
      return new Map(fields)
    })
    .filter((fields) => fields.size > 0)
}
