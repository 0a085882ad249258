import { inWorkspace } from '@/db/client'
import { suppress } from '@/lib/contacts/suppress'
import type { Delivery } from '@/lib/email/transport'
import { type BounceCause, causeOfBounce } from './reports/bounce-cause'

/** What the answer of our mail server means. Null unless it refused the email. */
export function causeOfRejection(delivery: Delivery): BounceCause | null {
  if (delivery.status === 'deferred') return 'temporary'
  if (delivery.status !== 'rejected') return null
  const cause = causeOfBounce({ text: delivery.answer })
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
