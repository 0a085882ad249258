import type { Delivery } from '@/lib/email/transport'
import { causeOfRejection } from '../../delivery/rejections'

export type Deferred = Extract<Delivery, { status: 'deferred' }>

/**
 * Who has to wait: only this recipient, everyone at their domain, or everyone, because our own mail server asks for it.
 * `unclear`: only if it goes on.
 */
export type DeferralScope = 'recipient' | 'domain' | 'server' | 'unclear'

/** Each recipient must be tried once before the second try is accepted, so waiting with the others only delays them. */
const GREYLISTED = /gr[ae]y-?list|postgrey/i
const MAILBOX_STATUS = /^4\d\d[ -]4\.2\.\d/
/** A full mailbox, or one that gets too many emails from everyone. */
const MAILBOX_WORDS =
  /mailbox|inbox|over[- ]?quota|user .{0,20}quota|recipient.{0,30}(?:quota|full|storage|rate)|trying to contact/i
const SYSTEM_STATUS = /^4\d\d[ -]4\.3\.[125]|^432|^454/
/** How mail servers and email services say that we send too much. */
const SENDER_LIMIT =
  /throttl|sender thread|(?:daily|hourly|per (?:day|hour|minute|second)|sending|outgoing|outbound|message|account|user|your).{0,40}(?:quota|limit|rate)|(?:quota|limit|rate).{0,30}(?:exceeded|reached|per (?:day|hour|minute|second))|too (?:many|much) (?:messages|e?mail|concurrent|connections|sessions|requests)|sending too (?:fast|many|much)|server (?:is )?(?:too )?busy|insufficient system/i

export function scopeOfDeferral({ command, answer, status }: Deferred): DeferralScope {
  if (GREYLISTED.test(answer)) return 'recipient'
  if (/^(?:MAIL|EHLO|HELO)/.test(command ?? '') || answer.startsWith('421')) return 'server'
  if (MAILBOX_STATUS.test(answer) || MAILBOX_WORDS.test(answer)) return 'recipient'
  if (SENDER_LIMIT.test(answer) || SYSTEM_STATUS.test(answer)) return 'server'
  const cause = causeOfRejection({ status, answer })
  if (cause === 'full' || cause === 'disabled') return 'recipient'
  return cause === 'rate-limited' || cause === 'sender-blocked' ? 'domain' : 'unclear'
}
