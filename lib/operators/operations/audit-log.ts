import { and, desc, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { auditEvents, operatorEvents, users } from '@/db/schema'
import { EXPORTS } from '@/db/schema/people/audit'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { type OperatorVerb, operatorVerbs } from './record-event'

export type OperatorEvent = {
  id: string
  at: string
  who: string
  what: string
  workspaceId: number | null
  reason: string | null
  changes: { name: string; before: string | null; after: string | null }[]
}

const MAX_EXPORTS = 50

/** Operator events, newest first: who, when, and the values before and after (R36). */
export async function auditLog(query: PageQuery & { workspaceId?: number }): Promise<Page<OperatorEvent>> {
  const { workspaceId } = query
  const page = pageClauses({ at: operatorEvents.at, id: operatorEvents.id }, query)
  const found = await system()
    .select({ event: operatorEvents, cursor: page.cursor })
    .from(operatorEvents)
    .where(
      and(workspaceId === undefined ? undefined : eq(operatorEvents.workspaceId, workspaceId), page.where),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return toPage(found, query, ({ event }) => ({
    id: event.id,
    at: event.at.toISOString(),
    who: event.operatorEmail,
    what: operatorVerbs[event.verb as OperatorVerb] ?? event.verb,
    workspaceId: event.workspaceId,
    reason: event.reason,
    changes: changesOf(event.before, event.after),
  }))
}

/** Only changed fields, one entry each; nested fields are named by their path. */
function changesOf(before: unknown, after: unknown): OperatorEvent['changes'] {
  const [was, is] = [flat(before), flat(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter((change) => change.before !== change.after)
}

function flat(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map()
  if (typeof value !== 'object') return new Map([[path, String(value)]])
  const parts = Object.entries(value).flatMap(([name, part]) => [
    ...flat(part, path ? `${path} ${name}` : name),
  ])
  return new Map(parts)
}

export type ExportEvent = {
  id: string
  at: string
  who: string
  kind: string
  workspaceId: number
  rows: number
}

/** Exports by members, newest first, of one workspace or all. */
export async function exportLog(workspaceId?: number): Promise<ExportEvent[]> {
  const found = await system()
    .select({ event: auditEvents, email: users.email })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.actorId))
    .where(
      and(
        // The same condition as the index.
        sql`${auditEvents.verb} like 'export.%'`,
        workspaceId === undefined ? undefined : eq(auditEvents.workspaceId, workspaceId),
      ),
    )
    .orderBy(desc(auditEvents.at))
    .limit(MAX_EXPORTS)
  return found.map(({ event, email }) => ({
    id: event.id,
    at: event.at.toISOString(),
    who: email ?? 'A former user',
    kind: event.verb.slice(EXPORTS.length + 1),
    workspaceId: event.workspaceId,
    rows: Number((event.detail as { rows?: number }).rows ?? 0),
  }))
}
