import { and, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { campaignRecipients } from '@/db/schema'
import { suppress } from '@/lib/contacts/suppress'
import { getRecipientEmail, isRecipient } from '../unsubscribe/unsubscribe'
import type { EmailId } from '../unsubscribe/unsubscribe-token'
import { readMessageRef } from './message-ref'
import { stopIfHarmful } from './stop-if-harmful'

/** What an email service reports after accepting an email. A small adapter converts each service’s own format to this. */
export const DeliveryEvents = z.object({
  events: z
    .array(
      z.object({
        type: z.enum(['bounce', 'complaint']),
        /** The Message-ID of the email. */
        messageId: z.string().max(300).default(''),
        /** Its X-Market-Trak-Ref header, for services that replace the Message-ID. One of the two is needed. */
        ref: z.string().max(300).default(''),
        /** False for a full mailbox and other temporary conditions. */
        permanent: z.boolean().default(true),
        reason: z.string().max(500).default(''),
      }),
    )
    .max(1_000),
})
export type DeliveryEvents = z.output<typeof DeliveryEvents>
type DeliveryEvent = DeliveryEvents['events'][number]

/** Applies events in any order and any number of times. Returns how many were about our emails; others are ignored. */
export async function applyDeliveryEvents({ events }: DeliveryEvents): Promise<{ taken: number }> {
  let taken = 0
  const touched = new Map<string, EmailId>()
  for (const event of events) {
    const emailId = readMessageRef(event.ref) ?? readMessageRef(event.messageId)
    if (!emailId || !(await applyEvent(emailId, event))) continue
    taken += 1
    touched.set(`${emailId.workspaceId} ${emailId.campaignId}`, emailId)
  }
  for (const { workspaceId, campaignId } of touched.values()) await stopIfHarmful(workspaceId, campaignId)
  return { taken }
}

async function applyEvent(emailId: EmailId, { type, permanent, reason }: DeliveryEvent): Promise<boolean> {
  const { workspaceId, campaignId } = emailId
  return inWorkspace(workspaceId, async (tx) => {
    const email = await getRecipientEmail(tx, emailId)
    if (!email) return false
    const status = type === 'complaint' ? 'complained' : 'bounced'
    const changed = await tx
      .update(campaignRecipients)
      .set(
        permanent || type === 'complaint' ? { status, answer: reason || null } : { answer: reason || null },
      )
      // A late bounce doesn’t replace a complaint.
      .where(and(isRecipient(emailId), inArray(campaignRecipients.status, ['accepted', 'bounced', 'unsure'])))
      .returning({ position: campaignRecipients.position })
    if (permanent || type === 'complaint')
      await suppress(tx, { workspaceId, email, reason: status, campaignId })
    return changed.length > 0
  })
}
