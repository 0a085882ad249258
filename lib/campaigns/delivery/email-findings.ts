import { and, eq, lt, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { emailFindings } from '@/db/schema'
import { blockedPauseRule } from '@/lib/rate-limits/limits'
import type { EmailId } from '../unsubscribe/unsubscribe-token'

const MAX_EXCERPT_CHARACTERS = 600
/** Long enough to decide. Afterward the answer is only in the campaign. */
const KEPT_DAYS = 90
/** Per run; the next one continues. */
const MOST_WORKSPACES = 500

/** Part of a report on one line, without addresses, ids and control characters. */
export function excerpt(text: string, most = MAX_EXCERPT_CHARACTERS): string {
  return text
    .slice(0, 4 * most)
    .replace(/[\p{Cc}\p{Cs}\p{Co}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .replace(/\p{Cs}$/u, '')
}

/** For operators, who need the words and not the person. */
const anonymous = (text: string): string =>
  excerpt(
    text
      .slice(0, 4 * MAX_EXCERPT_CHARACTERS)
      .replace(/[^\s<>@"'(]{1,64}@[^\s<>@"')]{1,255}/g, '[address]')
      .replace(/https?:\/\/[^\s]{1,300}/g, '[link]')
      .replace(/[\w.+-]{40,}/g, '[id]'),
  )

/** A report about this recipient whose meaning we couldn’t read. An operator decides. */
export async function recordUnclearReport(tx: Queryable, emailId: EmailId, said: string): Promise<void> {
  await tx
    .insert(emailFindings)
    .values({ ...emailId, kind: 'unclear-report', excerpt: anonymous(said) })
    .onConflictDoUpdate({
      target: [
        emailFindings.workspaceId,
        emailFindings.campaignId,
        emailFindings.kind,
        emailFindings.position,
      ],
      set: { excerpt: sql`excluded.excerpt`, lastSeenAt: sql`excluded.last_seen_at` },
      // An operator’s decision stays.
      setWhere: sql`${emailFindings.status} = 'open'`,
    })
}

/** Servers block the sender of this campaign. A closed finding reopens when as many further servers say so. */
export async function recordBlockedSender(
  tx: Queryable,
  campaign: { workspaceId: number; campaignId: string },
  blocked: number,
  said: string,
): Promise<void> {
  await tx
    .insert(emailFindings)
    .values({ ...campaign, kind: 'sender-blocked', position: 0, excerpt: anonymous(said), blocked })
    .onConflictDoUpdate({
      target: [
        emailFindings.workspaceId,
        emailFindings.campaignId,
        emailFindings.kind,
        emailFindings.position,
      ],
      set: {
        excerpt: sql`excluded.excerpt`,
        blocked: sql`excluded.blocked`,
        lastSeenAt: sql`excluded.last_seen_at`,
        status: 'open',
        decidedAt: null,
      },
      setWhere: sql`(${emailFindings.status} = 'open' and excluded.blocked > ${emailFindings.blocked})
        or excluded.blocked >= ${emailFindings.blocked} + ${blockedPauseRule.atLeast}::int`,
    })
}

/** Findings are kept for 90 days, decided or not (R45). */
export async function deleteOldFindings(): Promise<void> {
  const isOld = lt(emailFindings.lastSeenAt, sql`${marketNow} - make_interval(days => ${KEPT_DAYS})`)
  const found = await system()
    .selectDistinct({ workspaceId: emailFindings.workspaceId })
    .from(emailFindings)
    .where(isOld)
    .limit(MOST_WORKSPACES)
  for (const { workspaceId } of found)
    await system()
      .delete(emailFindings)
      .where(and(eq(emailFindings.workspaceId, workspaceId), isOld))
}
