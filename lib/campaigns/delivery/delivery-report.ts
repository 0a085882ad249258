import { simpleParser } from 'mailparser'
import type { MailEvents } from './delivery-events'
import { REF_HEADER } from './message-ref'

type MailEvent = MailEvents['events'][number]
/** Which email a report is about. */
type About = Pick<MailEvent, 'messageId' | 'ref'>

const LONGEST_REASON = 500
const LONGEST_ID = 300
/** Its parts as mailparser names them, with or without letters beyond ASCII (RFC 6533). */
const STATUS_PART = /^message\/(?:global-)?delivery-status$/
const FEEDBACK_PART = /^message\/feedback-report$/
const ORIGINAL_PART = /^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/global-headers)$/

/**
 * Enhanced status codes (RFC 3463) by which an address is no good any more: it does not exist, is not a valid one, has
 * moved, is switched off, or its host has no mail. A full mailbox, a block or a time that ran out says nothing of the kind.
 */
const ADDRESS_IS_GONE = /^5\.(?:0\.0|1\.\d+|2\.1|4\.4)$/

/**
 * What a mail server reports of a mail that it had taken: a bounce (RFC 3464), or a reader's complaint (RFC 5965). None for
 * any other mail, and for one that tells of a delay or of success.
 */
export async function readReport(mail: Uint8Array): Promise<MailEvent[]> {
  // As it is named mailparser mixes a status into the words for people; under its other name it hands it over.
  const bytes = Buffer.from(mail).toString('latin1')
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
    messageId: original?.get('message-id')?.slice(0, LONGEST_ID) ?? '',
    ref: original?.get(REF_HEADER.toLowerCase())?.slice(0, LONGEST_ID) ?? '',
  }
  if (!about.messageId && !about.ref) return []
  const feedback = fieldsOf(partOf(FEEDBACK_PART) ?? '')[0]
  if (feedback) return complaintOf(feedback, about)
  // The first group is about the mail as a whole.
  const recipients = fieldsOf(partOf(STATUS_PART) ?? '').filter((group) => group.has('final-recipient'))
  const failed = recipients.find((group) => group.get('action')?.toLowerCase() === 'failed')
  if (!failed) return []
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(failed.get('status') ?? '')?.[0] ?? ''
  return [
    { type: 'bounce', ...about, permanent: ADDRESS_IS_GONE.test(status), reason: reasonOf(failed, status) },
  ]
}

/** Spam and the like; that somebody left a list says so elsewhere, and `not-spam` says the contrary. */
function complaintOf(feedback: ReadonlyMap<string, string>, about: About): MailEvent[] {
  const kind = feedback.get('feedback-type')?.toLowerCase() ?? ''
  if (!['abuse', 'fraud', 'virus', 'other'].includes(kind)) return []
  return [{ type: 'complaint', ...about, permanent: true, reason: kind }]
}

function reasonOf(failed: ReadonlyMap<string, string>, status: string): string {
  const said = (failed.get('diagnostic-code') ?? '').replace(/^\s*[\w-]+\s*;\s*/, '')
  return (said || status).slice(0, LONGEST_REASON)
}

const FIELD_NAME = /^[!-9;-~]+$/

/** Groups of header fields, separated by empty lines. A line that begins with a blank continues the field before it. */
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
