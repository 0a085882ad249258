import { and, eq } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { auditEvents, campaigns } from '@/db/schema'
import { getListName } from '@/lib/contacts/lists'
import { authorOf, type WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { compile } from '@/lib/templates/render/compile'
import { getTemplate } from '@/lib/templates/templates'
import { assertFairWording } from '../campaign-gaps'
import type { DraftInput } from './campaign-input'

/**
 * Creates or updates a draft. The content is copied from the template, so later changes to the template don’t affect it. Saving a
 * draft that was deleted in the meantime restores it.
 * @throws Refusal `not-found`, `template.field`, `campaign.no-template`, `campaign.wording`,
 *   `campaign.confirmed`
 */
export async function saveDraft(ctx: WorkspaceContext, input: DraftInput): Promise<{ id: string }> {
  const { workspaceId } = ctx
  const { id, name, listId, templateId, subject, details } = input
  compile(subject)
  const template = templateId ? await getTemplate(ctx, templateId) : null
  if (template && template.kind !== 'email') throw notFound('email template')
  await inWorkspace(workspaceId, async (tx) => {
    const listName = listId ? await getListName(tx, workspaceId, listId) : 'All contacts'
    const before = await lockDraft(tx, workspaceId, id)
    const body = template?.body ?? before?.body
    if (!body) throw new Refusal('campaign.no-template', 'Choose a template for this campaign.')
    await writeDraft(tx, ctx, { id, name, listId, listName, subject, body, details }, !before)
  })
  return { id }
}

type Draft = Pick<
  typeof campaigns.$inferSelect,
  'id' | 'name' | 'listId' | 'listName' | 'subject' | 'body' | 'details'
>

/** Creates or updates a draft whose text does not come from a template. @throws Refusal as `saveDraft` */
export const storeDraft = (ctx: WorkspaceContext, draft: Draft): Promise<void> =>
  inWorkspace(ctx.workspaceId, async (tx) => {
    const before = await lockDraft(tx, ctx.workspaceId, draft.id)
    await writeDraft(tx, ctx, draft, !before)
  })

async function writeDraft(
  tx: Queryable,
  ctx: WorkspaceContext,
  { id, ...fields }: Draft,
  isNew: boolean,
): Promise<void> {
  const { workspaceId, userId } = ctx
  assertFairWording(fields)
  await tx
    .insert(campaigns)
    .values({ workspaceId, id, ...fields, createdBy: authorOf(ctx) })
    .onConflictDoUpdate({
      target: [campaigns.workspaceId, campaigns.id],
      set: { ...fields, deletedAt: null },
      setWhere: eq(campaigns.status, 'draft'),
    })
  if (!isNew) return
  await tx
    .insert(auditEvents)
    .values({ workspaceId, actorId: userId, verb: 'campaign.draft', detail: { id, name: fields.name } })
}

async function lockDraft(tx: Queryable, workspaceId: number, id: string) {
  const [row] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, id)))
    .for('update')
  if (row && row.status !== 'draft') {
    throw new Refusal(
      'campaign.confirmed',
      'This campaign is already confirmed. Move it to drafts to edit it.',
      { href: `/campaigns/${id}` },
    )
  }
  return row
}
