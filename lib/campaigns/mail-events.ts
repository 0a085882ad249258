import { createHmac, timingSafeEqual } from 'node:crypto'
import { and, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { campaignRecipients } from '@/db/schema'
import { suppress } from '@/lib/contacts/suppress'
import { Refusal } from '@/lib/core/errors'
import { brakeCampaign } from './brake-campaign'
import { emailOf, isRecipient } from './unsubscribe'
import type { Mailed } from './unsubscribe-token'

/** What a mail service tells after it took a mail. Services speak differently: a small bridge turns theirs into this. */
export const MailEvents = z.object({
  events: z
    .array(
      z.object({
        type: z.enum(['bounce', 'complaint']),
        /** The Message-ID that the mail was sent with. */
        messageId: z.string().max(300),
        /** False for a full mailbox and the like, which will be well again. */
        permanent: z.boolean().default(true),
        reason: z.string().max(500).default(''),
      }),
    )
    .max(1_000),
})
export type MailEvents = z.output<typeof MailEvents>
type MailEvent = MailEvents['events'][number]

const MESSAGE_ID = /^<?c\.(\d{1,9})\.([0-9a-f-]{36})\.(\d{1,6})@/

/** @throws Refusal `signature.wrong` */
export function checkSignature(body: string | Uint8Array, signature: string, secret: string): void {
  const wanted = Buffer.from(createHmac('sha256', secret).update(body).digest('hex'))
  const given = Buffer.from(signature.replace(/^sha256=/, ''))
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new Refusal('signature.wrong', 'The signature does not fit the body.')
  }
}

/** Takes events in any order and number; those of mails that are not ours are left alone. Answers how many were ours. */
export async function takeMailEvents({ events }: MailEvents): Promise<{ taken: number }> {
  let taken = 0
  const touched = new Map<string, Mailed>()
  for (const event of events) {
    const mailed = mailedOf(event.messageId)
    if (!mailed || !(await take(mailed, event))) continue
    taken += 1
    touched.set(`${mailed.workspaceId} ${mailed.campaignId}`, mailed)
  }
  for (const { workspaceId, campaignId } of touched.values()) await brakeCampaign(workspaceId, campaignId)
  return { taken }
}

function mailedOf(messageId: string): Mailed | null {
  const [, workspaceId, campaignId = '', position] = MESSAGE_ID.exec(messageId) ?? []
  if (!workspaceId || !z.uuid().safeParse(campaignId).success) return null
  return { workspaceId: Number(workspaceId), campaignId, position: Number(position) }
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
