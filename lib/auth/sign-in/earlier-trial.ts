import { inArray } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { users } from '@/db/schema/index'
import { signatureOf, signaturesOf } from '@/lib/core/clients/signature'
import { mailboxOf } from '@/lib/email/address'

/**
 * Someone who deletes their account and signs up again has had their trial (R4). All that is kept for this is a keyed hash of
 * the mailbox, and only of people who had one.
 */
const PURPOSE = 'trial-of-erased-account'

export const trialMarkOf = (email: string): string => signatureOf(PURPOSE, mailboxOf(email.toLowerCase()))

/** When the trial of a deleted account with this mailbox began; null: there was none. */
export async function earlierTrial(email: string, db: Queryable = system()): Promise<Date | null> {
  const [row] = await db
    .select({ trialUsedAt: users.trialUsedAt })
    .from(users)
    .where(inArray(users.trialMark, signaturesOf(PURPOSE, mailboxOf(email.toLowerCase()))))
    .limit(1)
  return row?.trialUsedAt ?? null
}
