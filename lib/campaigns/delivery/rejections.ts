import { inWorkspace } from '@/db/client'
import { suppress } from '@/lib/contacts/suppress'
import type { Delivery } from '@/lib/email/transport'
import { type BounceCause, causeOfBounce } from './reports/bounce-cause'

/** What the answer of our mail server means. Null unless it refused the email. */
export function causeOfRejection(delivery: Delivery): BounceCause | null {
  if (delivery.status !== 'rejected' && delivery.status !== 'deferred') return null
  const cause = causeOfBounce({ text: delivery.answer })
  // "Unknown user, try again later" is not an answer yet.
  if (delivery.status === 'deferred')
    return cause === 'no-mailbox' || cause === 'unsure' ? 'temporary' : cause
  // "Unknown user" before any recipient was named is about the sender.
  return cause === 'no-mailbox' && delivery.command?.startsWith('MAIL') ? 'sender-blocked' : cause
}

/** A mailbox that doesn’t exist suppresses the recipient when they are refused, like a later bounce (R44). Safe to repeat. */
export async function suppressMissingMailbox(
  { workspaceId, campaignId }: { workspaceId: number; campaignId: string },
  email: string,
): Promise<void> {
  await inWorkspace(workspaceId, (tx) => suppress(tx, { workspaceId, email, reason: 'bounced', campaignId }))
}
