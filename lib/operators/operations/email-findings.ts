import { and, count, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaignRecipients, campaigns, emailFindings, workspaces } from '@/db/schema'
import { emailFindingKinds } from '@/db/schema/work/campaigns'
import { suppress } from '@/lib/contacts/suppress'
import { Refusal } from '@/lib/core/errors'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { rowNumber } from '@/lib/core/text/input'
import { refuseOwnWorkspaces } from '../approvals/conflict-of-interest'
import type { Operator } from '../operator'
import { recordEvent } from './record-event'

export type EmailFinding = {
  workspaceId: number
  workspaceName: string
  campaignId: string
  campaignName: string
  kind: (typeof emailFindingKinds)[number]
  position: number
  excerpt: string
  blocked: number
  lastSeenAt: string
}

const isOpen = eq(emailFindings.status, 'open')
/** Rows are paged by time and an id, and a finding has no single one. */
const pageId = sql<string>`${emailFindings.campaignId}::text || '.' || ${emailFindings.kind} || '.' || ${emailFindings.position}`

/** The open findings, newest first. They say what servers wrote, and not who the recipient is. */
export async function listEmailFindings(query: PageQuery): Promise<Page<EmailFinding> & { open: number }> {
  const db = system()
  const page = pageClauses({ at: emailFindings.lastSeenAt, id: pageId }, query)
  const [rows, [counted]] = await Promise.all([
    db
      .select({
        finding: emailFindings,
        campaignName: campaigns.name,
        workspaceName: workspaces.name,
        cursor: page.cursor,
      })
      .from(emailFindings)
      .innerJoin(
        campaigns,
        and(eq(campaigns.workspaceId, emailFindings.workspaceId), eq(campaigns.id, emailFindings.campaignId)),
      )
      .innerJoin(workspaces, eq(workspaces.id, emailFindings.workspaceId))
      .where(and(isOpen, page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit),
    db.select({ open: count() }).from(emailFindings).where(isOpen),
  ])
  const found = toPage(rows, query, ({ finding, campaignName, workspaceName }) => {
    const { workspaceId, campaignId, kind, position, excerpt, blocked, lastSeenAt } = finding
    return {
      workspaceId,
      campaignId,
      kind,
      position,
      excerpt,
      blocked,
      campaignName,
      workspaceName,
      lastSeenAt: lastSeenAt.toISOString(),
    }
  })
  return { ...found, open: counted?.open ?? 0 }
}

export const DecideEmailFindingInput = z.object({
  workspaceId: rowNumber,
  campaignId: z.uuid(),
  kind: z.enum(emailFindingKinds),
  position: z.coerce.number().int().min(0).max(1_000_000),
  decision: z.enum(['suppress', 'dismiss']),
})
type Decision = z.output<typeof DecideEmailFindingInput>

/**
 * An operator says what a report means. Suppressing is what a clear bounce does: a member can lift it. The decision about one
 * report is final.
 * @throws Refusal `email-finding.closed`, `email-finding.campaign`, `operator.own-workspace`
 */
export async function decideEmailFinding(operator: Operator, decision: Decision): Promise<void> {
  const { workspaceId, campaignId, kind, position } = decision
  const suppresses = decision.decision === 'suppress'
  if (suppresses && kind === 'sender-blocked')
    throw new Refusal(
      'email-finding.campaign',
      'A blocked sender has no recipient to suppress. Close the finding.',
    )
  await system().transaction(async (tx) => {
    await refuseOwnWorkspaces(tx, operator, [workspaceId])
    const [decided] = await tx
      .update(emailFindings)
      .set({ status: suppresses ? 'suppressed' : 'dismissed', decidedAt: marketNow })
      .where(
        and(
          eq(emailFindings.workspaceId, workspaceId),
          eq(emailFindings.campaignId, campaignId),
          eq(emailFindings.kind, kind),
          eq(emailFindings.position, position),
          isOpen,
        ),
      )
      .returning()
    if (!decided)
      throw new Refusal('email-finding.closed', 'This report was already decided. Reload the page.')
    if (suppresses) {
      const recipient = and(
        eq(campaignRecipients.workspaceId, workspaceId),
        eq(campaignRecipients.campaignId, campaignId),
        eq(campaignRecipients.position, position),
      )
      const [row] = await tx
        .select({ email: campaignRecipients.email })
        .from(campaignRecipients)
        .where(recipient)
      // An erased person gets no emails anyway.
      if (row?.email) await suppress(tx, { workspaceId, email: row.email, reason: 'bounced', campaignId })
      await tx
        .update(campaignRecipients)
        .set({ status: 'bounced', cause: 'no-mailbox' })
        .where(and(recipient, eq(campaignRecipients.status, 'accepted')))
    }
    await recordEvent(tx, operator, {
      verb:
        kind === 'sender-blocked'
          ? 'blocked-sender.closed'
          : suppresses
            ? 'email-report.suppressed'
            : 'email-report.dismissed',
      workspaceId,
      before: { campaignId, position, excerpt: decided.excerpt, blocked: decided.blocked },
    })
  })
}
