import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { usageDigests } from '@/db/schema'
import { type UsageDigest, usageDigest } from '@/lib/billing/digest/usage-digest'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { localDay } from '@/lib/billing/statement/calendar-days'
import type { WorkspaceContext } from '@/lib/core/context'
import type { EmailContent } from '@/lib/email/content'
import { notificationContent } from '../email/notification-content'
import { type DigestText, digestText } from './digest-text'

export type DigestPage = DigestText & {
  /** When it was made and sent to those who have it on; null: a preview of one that is not sent yet. */
  sentAt: string | null
  /** The statement of its days. */
  statementHref: string
}

/** The last digest as this person reads it; before the first, a preview of the last cycle. Null: there is none yet. */
export async function readLastDigest(
  ctx: WorkspaceContext & { timeZone: string },
): Promise<DigestPage | null> {
  const { workspaceId, role, timeZone } = ctx
  const [last] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(usageDigests)
      .where(and(eq(usageDigests.workspaceId, workspaceId), isNotNull(usageDigests.content)))
      .orderBy(desc(usageDigests.cycleEnd))
      .limit(1),
  )
  const digest = last ? (last.content as UsageDigest) : await usageDigest(workspaceId)
  if (!digest) return null
  return {
    ...digestText(digest, { timeZone, seesCosts: role !== 'member' }),
    sentAt: last?.createdAt.toISOString() ?? null,
    statementHref: statementHref(digest, timeZone),
  }
}

/** The digest of the cycle that ended then. */
export async function digestOf(workspaceId: number, endsAt: string): Promise<UsageDigest | null> {
  const [row] = await system()
    .select({ content: usageDigests.content })
    .from(usageDigests)
    .where(and(eq(usageDigests.workspaceId, workspaceId), eq(usageDigests.cycleEnd, new Date(endsAt))))
  return (row?.content as UsageDigest | null | undefined) ?? null
}

type Recipient = { workspaceName: string; timeZone: string; seesCosts: boolean; unsubscribeToken: string }

/** The email of a digest: that of any notification, with its lists. */
export function digestContent(digest: UsageDigest, to: Recipient): EmailContent {
  const { workspaceName, unsubscribeToken, seesCosts } = to
  const { title, paragraphs, sections } = digestText(digest, to)
  const steps = [
    { label: 'View statement', href: statementHref(digest, to.timeZone) },
    ...(seesCosts ? [{ label: 'View plans', href: billingHref('plans', { anchor: 'plans' }) }] : []),
  ]
  return {
    ...notificationContent({ text: { title, body: '', steps }, workspaceName, unsubscribeToken }),
    paragraphs,
    sections,
  }
}

/** The statement of the cycle's days. */
function statementHref(
  { startsAt, endsAt }: Pick<UsageDigest, 'startsAt' | 'endsAt'>,
  timeZone: string,
): string {
  const from = localDay(Date.parse(startsAt), timeZone)
  const to = localDay(Date.parse(endsAt) - 1, timeZone)
  return billingHref('statement', { query: { from, to }, anchor: 'statement' })
}
