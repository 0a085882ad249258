import { and, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { campaignRecipients } from '@/db/schema'
import { bounceCauses } from '@/db/schema/work/campaigns'
import { suppress } from '@/lib/contacts/suppress'
import { getRecipientEmail, isRecipient, recordUnsubscribe } from '../unsubscribe/unsubscribe'
import type { EmailId } from '../unsubscribe/unsubscribe-token'
import { excerpt, recordUnclearReport } from './email-findings'
import { readMessageRef } from './message-ref'
import { protectSender } from './protection/protect-sender'
import { type BounceCause, causeOfBounce } from './reports/bounce-cause'

/**
 * What an email service reports after accepting an email. A small adapter converts each service’s own format to this
 * (docs/email-reports.md).
 */
export const DeliveryEvents = z.object({
  events: z
    .array(
      z.object({
        type: z.enum(['bounce', 'complaint', 'unsubscribe']),
        /** The Message-ID of the email. */
        messageId: z.string().max(300).default(''),
        /** Its X-Market-Trak-Ref header or return path, for services that replace the Message-ID. One of the two is needed. */
        ref: z.string().max(300).default(''),
        /** False for a full mailbox and other temporary conditions. */
        permanent: z.boolean().default(true),
        /** What the receiving server answered. It overrules `permanent` if it gives another reason than a missing mailbox. */
        reason: z.string().max(500).default(''),
        /** The address the report names. */
        recipient: z.string().max(300).optional(),
        /** Why it bounced, if that is known. Otherwise it is read from the reason. */
        cause: z.enum(bounceCauses).optional(),
      }),
    )
    .max(1_000),
})
export type DeliveryEvents = z.output<typeof DeliveryEvents>
type DeliveryEvent = DeliveryEvents['events'][number]

/**
 * Applies events in any order and any number of times. Returns how many were about our emails; others are ignored. An event
 * counts only if it carries our MAC, so a forged one suppresses no one (R44).
 */
export async function applyDeliveryEvents({ events }: DeliveryEvents): Promise<{ taken: number }> {
  const byEmail = new Map<string, { emailId: EmailId; events: DeliveryEvent[] }>()
  for (const event of events) {
    const emailId = readMessageRef(event.ref) ?? readMessageRef(event.messageId)
    if (!emailId) continue
    const key = `${emailId.workspaceId} ${emailId.campaignId} ${emailId.position}`
    const known = byEmail.get(key)
    if (known) known.events.push(event)
    else byEmail.set(key, { emailId, events: [event] })
  }
  let taken = 0
  const touched = new Map<string, EmailId>()
  for (const { emailId, events: ofEmail } of byEmail.values()) {
    if (!(await applyToRecipient(emailId, ofEmail))) continue
    taken += ofEmail.length
    touched.set(`${emailId.workspaceId} ${emailId.campaignId}`, emailId)
  }
  for (const { workspaceId, campaignId } of touched.values()) await protectSender(workspaceId, campaignId)
  return { taken }
}

/** Applies the events about one email. Returns false if its recipient is unknown or erased. */
async function applyToRecipient(emailId: EmailId, events: readonly DeliveryEvent[]): Promise<boolean> {
  return inWorkspace(emailId.workspaceId, async (tx) => {
    const email = await getRecipientEmail(tx, emailId)
    if (!email) return false
    for (const event of aboutRecipient(events, email)) await applyEvent(tx, emailId, email, event)
    return true
  })
}

/**
 * A report can name several addresses, such as those that a mailbox forwards to. If one of them is the recipient, only that one
 * counts. If none is, they must agree.
 */
function aboutRecipient(events: readonly DeliveryEvent[], email: string): DeliveryEvent[] {
  const bounces = events.filter(({ type }) => type === 'bounce')
  const others = events.filter(({ type }) => type !== 'bounce')
  if (bounces.length < 2) return [...others, ...bounces]
  const named = bounces.filter(({ recipient }) => !recipient || recipient.toLowerCase() === email)
  if (named.length > 0) return [...others, ...named]
  const [first] = bounces
  const agree = bounces.every((event) => bounceCauseOf(event) === 'no-mailbox')
  return first ? [...others, agree ? first : { ...first, cause: 'unsure' }] : others
}

/** The words of the server overrule what the service made of them. */
function bounceCauseOf({ cause, reason, permanent }: DeliveryEvent): BounceCause {
  if (cause) return cause
  const fromReason = reason ? causeOfBounce({ text: reason }) : 'unsure'
  if (fromReason !== 'unsure') return fromReason
  return permanent ? 'no-mailbox' : 'temporary'
}

async function applyEvent(
  tx: Queryable,
  emailId: EmailId,
  email: string,
  event: DeliveryEvent,
): Promise<void> {
  const { workspaceId, campaignId } = emailId
  if (event.type === 'unsubscribe') return recordUnsubscribe(tx, emailId, email)
  const isComplaint = event.type === 'complaint'
  const cause = isComplaint ? null : bounceCauseOf(event)
  const answer = excerpt(event.reason, 500) || null
  const status = isComplaint ? 'complained' : cause === 'no-mailbox' ? 'bounced' : null
  await tx
    .update(campaignRecipients)
    .set(status ? { status, answer, ...(cause && { cause }) } : { answer, cause })
    // A late bounce doesn’t replace a complaint, and a vague one doesn’t replace a clear one.
    .where(
      and(
        isRecipient(emailId),
        inArray(
          campaignRecipients.status,
          status ? ['accepted', 'bounced', 'unsure'] : ['accepted', 'unsure'],
        ),
      ),
    )
  if (status) await suppress(tx, { workspaceId, email, reason: status, campaignId })
  else if (cause === 'unsure') await recordUnclearReport(tx, emailId, event.reason)
}
