import { and, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { campaignRecipients } from '@/db/schema'
import { suppress } from '@/lib/contacts/suppress'
import { emailOf, isRecipient } from '../unsubscribe/unsubscribe'
import type { Mailed } from '../unsubscribe/unsubscribe-token'
import { brakeCampaign } from './brake-campaign'
import { readMessageRef } from './message-ref'

/** What a mail service reports after it accepted an email. A small bridge turns each service's own format into this. */
export const MailEvents = z.object({
  events: z
    .array(
      z.object({
        type: z.enum(['bounce', 'complaint']),
        /** The Message-ID that the email was sent with. */
        messageId: z.string().max(300).default(''),
        /** Its X-Market-Trak-Ref header, for services that replace the Message-ID. One of the two is needed. */
        ref: z.string().max(300).default(''),
        /** False for a full mailbox and other conditions that pass. */
        permanent: z.boolean().default(true),
        reason: z.string().max(500).default(''),
      }),
    )
    .max(1_000),
})
export type MailEvents = z.output<typeof MailEvents>
type MailEvent = MailEvents['events'][number]

/** Applies events in any order and number, and returns how many were about our emails. Others are ignored. */
export async function takeMailEvents({ events }: MailEvents): Promise<{ taken: number }> {
  let taken = 0
  const touched = new Map<string, Mailed>()
  for (const event of events) {
    const mailed = readMessageRef(event.ref) ?? readMessageRef(event.messageId)
    if (!mailed || !(await take(mailed, event))) continue
    taken += 1
    touched.set(`${mailed.workspaceId} ${mailed.campaignId}`, mailed)
  }
  for (const { workspaceId, campaignId } of touched.values()) await brakeCampaign(workspaceId, campaignId)
  return { taken }
}

async function take(mailed: Mailed, { type, permanent, reason }: MailEvent): Promise<boolean> {
  const { workspaceId, campaignId } = mailed
  return inWorkspace(workspaceId, async (tx) => {
    const email = await emailOf(tx, mailed)
    if (!email) return false
    const status = type === 'complaint' ? 'complained' : 'bounced'
    const changed = await tx
      .update(campaignRecipients)
      .set(
        permanent || type === 'complaint' ? { status, answer: reason || null } : { answer: reason || null },
      )
      // A complaint stays a complaint when a bounce comes late.
      .where(and(isRecipient(mailed), inArray(campaignRecipients.status, ['accepted', 'bounced', 'unsure'])))
      .returning({ position: campaignRecipients.position })
    if (permanent || type === 'complaint')
      await suppress(tx, { workspaceId, email, reason: status, campaignId })
    return changed.length > 0
  })
}
