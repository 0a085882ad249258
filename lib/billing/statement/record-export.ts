import type { Queryable } from '@/db/client'
import { auditEvents } from '@/db/schema'
import { EXPORTS, type ExportKind } from '@/db/schema/people/audit'
import type { WorkspaceContext } from '@/lib/core/context'

/** Records who exported what from the workspace, and how many rows, for operators and owners. */
export async function recordExport(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  kind: ExportKind,
  detail: { rows: number; [name: string]: unknown },
): Promise<void> {
  await tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb: `${EXPORTS}.${kind}`, detail })
}
