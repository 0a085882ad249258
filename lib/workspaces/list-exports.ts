import { and, desc, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, users } from '@/db/schema'
import { EXPORTS } from '@/db/schema/people/audit'
import type { WorkspaceContext } from '@/lib/core/context'

export type ExportRow = { id: string; at: Date; who: string; kind: string; rows: number }

const NEWEST = 20

/** The latest exports from this workspace: who, what, when, and how many rows. */
export async function listExports({ workspaceId }: WorkspaceContext): Promise<ExportRow[]> {
  const found = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ event: auditEvents, name: users.name, email: users.email })
      .from(auditEvents)
      .leftJoin(users, eq(users.id, auditEvents.actorId))
      .where(and(eq(auditEvents.workspaceId, workspaceId), sql`${auditEvents.verb} like 'export.%'`))
      .orderBy(desc(auditEvents.at))
      .limit(NEWEST),
  )
  return found.map(({ event, name, email }) => ({
    id: event.id,
    at: event.at,
    who: name || email || 'Former user',
    kind: event.verb.slice(EXPORTS.length + 1),
    rows: Number((event.detail as { rows?: number }).rows ?? 0),
  }))
}
