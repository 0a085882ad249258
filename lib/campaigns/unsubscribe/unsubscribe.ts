import { and, eq } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { firstTime } from '@/db/product-time'
import { campaignRecipients } from '@/db/schema'
import { suppress } from '@/lib/contacts/suppress'
import { readBrand } from '@/lib/workspaces/brand/brand'
import { type EmailId, readUnsubscribeToken } from './unsubscribe-token'

export const isRecipient = ({ workspaceId, campaignId, position }: EmailId) =>
  and(
    eq(campaignRecipients.workspaceId, workspaceId),
    eq(campaignRecipients.campaignId, campaignId),
    eq(campaignRecipients.position, position),
  )

/**
 * Stops all campaign emails of this agency to this person immediately, on every list (RFC 8058). Safe to repeat.
 * @throws Refusal `unsubscribe.invalid`
 */
export async function unsubscribeFromMailings(token: string): Promise<void> {
  const emailId = readUnsubscribeToken(token)
  await inWorkspace(emailId.workspaceId, async (tx) => {
    const email = await getRecipientEmail(tx, emailId)
    // Erased contacts get no emails anyway.
    if (email) await recordUnsubscribe(tx, emailId, email)
  })
}

/** By a click, by an email to the address in List-Unsubscribe, or as an email provider reports it (R44). Safe to repeat. */
export async function recordUnsubscribe(tx: Queryable, emailId: EmailId, email: string): Promise<void> {
  const { workspaceId, campaignId } = emailId
  await suppress(tx, { workspaceId, email, reason: 'unsubscribed', campaignId })
  await tx
    .update(campaignRecipients)
    .set({ unsubscribedAt: firstTime(campaignRecipients.unsubscribedAt) })
    .where(isRecipient(emailId))
}

/** The sender of the email, for the page behind the link. @throws Refusal `unsubscribe.invalid` */
export async function getMailing(token: string): Promise<{ agencyName: string }> {
  const { workspaceId } = readUnsubscribeToken(token)
  return { agencyName: (await readBrand(workspaceId)).agencyName }
}

export async function getRecipientEmail(tx: Queryable, emailId: EmailId): Promise<string | null> {
  const [row] = await tx
    .select({ email: campaignRecipients.email })
    .from(campaignRecipients)
    .where(isRecipient(emailId))
  return row?.email ?? null
}
