import { eq } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { auditEvents, campaigns } from '@/db/schema'
import { listNameOf } from '@/lib/contacts/lists'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { compile } from '@/lib/templates/letter/compile'
import { getTemplate } from '@/lib/templates/templates'
import { isCampaign } from '../sending/recipients'
import type { DraftInput } from './campaign-input'

/**
 * Keeps a campaign that is being written, new or changed. It has the template's words as they are now: a later change of
 * the template changes no campaign.
 * @throws Refusal `not-found`, `template.field`, `campaign.no-template`, `campaign.confirmed`
 */
export async function saveDraft(ctx: WorkspaceContext, input: DraftInput): Promise<{ id: string }> {
  const { workspaceId, userId } = ctx
  const { id, name, listId, templateId, subject, details } = input
  compile(subject)
  const template = templateId ? await getTemplate(ctx, templateId) : null
  if (template && template.kind !== 'email') throw notFound('email template')
  await inWorkspace(workspaceId, async (tx) => {
    const listName = listId ? await listNameOf(tx, workspaceId, listId) : 'All contacts'
    const before = await lockDraft(tx, workspaceId, id)
    const body = template?.body ?? before?.body
    if (!body) throw new Refusal('campaign.no-template', 'Choose a template for this campaign.')
    const words = { name, listId, listName, subject, body, details }
    await tx
      .insert(campaigns)
      .values({ workspaceId, id, ...words, createdBy: userId })
      .onConflictDoUpdate({
        target: [campaigns.workspaceId, campaigns.id],
        set: words,
        setWhere: eq(campaigns.status, 'draft'),
      })
    if (!before) {
      await tx
        .insert(auditEvents)
        .values({ workspaceId, actorId: userId, verb: 'campaign.draft', detail: { id, name } })
    }
  })
  return { id }
}

async function lockDraft(tx: Queryable, workspaceId: number, id: string) {
  const [row] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
  if (row && row.status !== 'draft') {
    throw new Refusal(
      'campaign.confirmed',
      'This campaign was confirmed already. Take it back first to change it.',
      { href: `/campaigns/${id}` },
    )
  }
  return row
}
