import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, campaignRecipients, contactSuppressions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { hashEmail } from './address'
import type { SuppressionReason, SuppressionRow } from './views'

type Suppression = {
  workspaceId: number
  email: string
  reason: Exclude<SuppressionReason, 'erased'>
  campaignId?: string
}

/**
 * Stops all emails to this address, including campaigns that are about to be sent. The strongest reason wins: a person’s
 * own opt-out always overrides a block or a bounce, which a member can lift (R44). Safe to repeat.
 */
export async function suppress(tx: Queryable, suppression: Suppression): Promise<void> {
  const { workspaceId, email, reason, campaignId = null } = suppression
  await tx
    .insert(contactSuppressions)
    .values({ ...suppression, emailHash: hashEmail(email) })
    .onConflictDoUpdate({
      target: [contactSuppressions.workspaceId, contactSuppressions.emailHash],
      set: { reason, campaignId, at: sql`excluded.at` },
      setWhere: sql`${strengthOf(contactSuppressions.reason)} < ${STRENGTH[reason]}::int`,
    })
  await skipRecipients(tx, workspaceId, eq(campaignRecipients.email, email))
}

/** How strong a reason is. A member can lift strength 1; the others are the person’s own decision. */
const STRENGTH: Record<SuppressionReason, number> = {
  blocked: 1,
  bounced: 1,
  unsubscribed: 2,
  complained: 3,
  erased: 4,
}

function strengthOf(reason: typeof contactSuppressions.reason): SQL {
  const cases = Object.entries(STRENGTH).map(
    ([name, strength]) => sql`when ${reason} = ${name} then ${strength}::int`,
  )
  return sql`case ${sql.join(cases, sql` `)} end`
}

/** Removes people from campaigns that haven’t been sent to them yet. */
export async function skipRecipients(tx: Queryable, workspaceId: number, matching: SQL): Promise<void> {
  await tx
    .update(campaignRecipients)
    .set({ status: 'left-out', settledAt: marketNow })
    .where(
      and(
        eq(campaignRecipients.workspaceId, workspaceId),
        eq(campaignRecipients.status, 'waiting'),
        matching,
      ),
    )
}

/** A member blocks emails to an address. */
export async function blockAddress(
  { workspaceId, userId }: WorkspaceContext,
  { email }: { email: string },
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await suppress(tx, { workspaceId, email, reason: 'blocked' })
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'contact.block', detail: { hash: hashEmail(email) } })
  })
}

/**
 * Allows emails to a blocked or bounced address again. People who unsubscribed, complained or were erased decided that
 * themselves, and only they can change it.
 * @throws Refusal `not-found`, `contact.own-wish`
 */
export async function unblockAddress(
  { workspaceId, userId }: WorkspaceContext,
  { emailHash }: { emailHash: string },
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select()
      .from(contactSuppressions)
      .where(isSuppressed(workspaceId, emailHash))
      .for('update')
    if (!row) throw notFound('address')
    if (STRENGTH[row.reason] > 1) {
      throw new Refusal(
        'contact.own-wish',
        'This person opted out of your emails, and only they can change that. Ask them to sign up again.',
      )
    }
    await tx.delete(contactSuppressions).where(isSuppressed(workspaceId, emailHash))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'contact.unblock', detail: { hash: emailHash } })
  })
}

/** The suppressed addresses, newest first. */
export async function listSuppressions(
  { workspaceId }: WorkspaceContext,
  query: PageQuery,
): Promise<Page<SuppressionRow>> {
  const page = pageClauses({ at: contactSuppressions.at, id: contactSuppressions.emailHash }, query)
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ row: contactSuppressions, cursor: page.cursor })
      .from(contactSuppressions)
      .where(and(eq(contactSuppressions.workspaceId, workspaceId), page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit),
  )
  return toPage(rows, query, ({ row: { emailHash, email, reason, at } }) => ({
    emailHash,
    email,
    reason,
    at: at.toISOString(),
  }))
}

/** @throws Refusal `contact.erased` */
export async function assertNotErased(tx: Queryable, workspaceId: number, email: string): Promise<void> {
  const [erased] = await tx
    .select({ reason: contactSuppressions.reason })
    .from(contactSuppressions)
    .where(and(isSuppressed(workspaceId, hashEmail(email)), eq(contactSuppressions.reason, 'erased')))
  if (erased) {
    throw new Refusal(
      'contact.erased',
      'The person with this address asked to be erased, so you can’t add it again.',
    )
  }
}

/** Suppresses an erased person by the hash of their address. */
export async function suppressErased(tx: Queryable, workspaceId: number, email: string): Promise<void> {
  const values = { reason: 'erased', email: null } as const
  await tx
    .insert(contactSuppressions)
    .values({ workspaceId, emailHash: hashEmail(email), ...values })
    .onConflictDoUpdate({
      target: [contactSuppressions.workspaceId, contactSuppressions.emailHash],
      set: values,
      setWhere: ne(contactSuppressions.reason, 'erased'),
    })
}

const isSuppressed = (workspaceId: number, emailHash: string) =>
  and(eq(contactSuppressions.workspaceId, workspaceId), eq(contactSuppressions.emailHash, emailHash))
