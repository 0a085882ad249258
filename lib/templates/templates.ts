import { and, desc, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, templates } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { library } from './library'
import type { TemplateInput } from './template-input'
import type { TemplateKind, TemplateRow } from './views'

const MAX_TEMPLATES = 300

const isTemplate = (workspaceId: number, id: string) =>
  and(eq(templates.workspaceId, workspaceId), eq(templates.id, id))

/** The workspace’s own templates, most recently changed first. */
export async function listTemplates(
  { workspaceId }: WorkspaceContext,
  kind?: TemplateKind,
): Promise<TemplateRow[]> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(templates)
      .where(and(eq(templates.workspaceId, workspaceId), kind ? eq(templates.kind, kind) : undefined))
      .orderBy(desc(templates.changedAt), desc(templates.id))
      .limit(MAX_TEMPLATES),
  )
  return rows.map(rowOf)
}

/** @throws Refusal `not-found` */
export async function getTemplate({ workspaceId }: WorkspaceContext, id: string): Promise<TemplateRow> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(templates).where(isTemplate(workspaceId, id)),
  )
  if (!row) throw notFound('template')
  return rowOf(row)
}

/** Creates or updates a template. The form provides the id, so a second click has no further effect (R12). */
export async function saveTemplate(ctx: WorkspaceContext, input: TemplateInput): Promise<{ id: string }> {
  const { workspaceId, userId } = ctx
  const { id, kind, name, subject, body } = input
  await inWorkspace(workspaceId, async (tx) => {
    await tx
      .insert(templates)
      .values({ workspaceId, id, kind, name, subject, body, createdBy: userId })
      .onConflictDoUpdate({
        target: [templates.workspaceId, templates.id],
        set: { name, subject, body, changedAt: sql`excluded.changed_at` },
        setWhere: eq(templates.kind, kind),
      })
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'template.save', detail: { id, name } })
  })
  return { id }
}

/** Copies a template from the library into the workspace. @throws Refusal `not-found` */
export async function copyFromLibrary(
  ctx: WorkspaceContext,
  { id, key }: { id: string; key: string },
): Promise<{ id: string }> {
  const source = library.find((template) => template.key === key)
  if (!source) throw notFound('template')
  const { kind, name, subject, body } = source
  return copyOnce(ctx, { id, kind, name, subject, body })
}

/** @throws Refusal `not-found` */
export async function duplicateTemplate(
  ctx: WorkspaceContext,
  { id, fromId }: { id: string; fromId: string },
): Promise<{ id: string }> {
  const { kind, name, subject, body } = await getTemplate(ctx, fromId)
  return copyOnce(ctx, { id, kind, name: `${name.slice(0, 70)} (copy)`, subject, body })
}

async function copyOnce(ctx: WorkspaceContext, copy: TemplateInput): Promise<{ id: string }> {
  await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .insert(templates)
      .values({ ...copy, workspaceId: ctx.workspaceId, createdBy: ctx.userId })
      .onConflictDoNothing(),
  )
  return { id: copy.id }
}

/** Campaigns created from it keep their content. Safe to repeat. */
export async function deleteTemplate(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const deleted = await tx
      .delete(templates)
      .where(isTemplate(workspaceId, id))
      .returning({ name: templates.name })
    if (deleted.length === 0) return
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'template.delete',
      detail: { id, name: deleted[0]?.name },
    })
  })
}

function rowOf(row: typeof templates.$inferSelect): TemplateRow {
  const { id, kind, name, subject, body, changedAt } = row
  return { id, kind, name, subject, body, changedAt: changedAt.toISOString() }
}
