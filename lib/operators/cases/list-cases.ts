import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { problemCases, workspaces } from '@/db/schema'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'

export const caseFilters = ['open', 'all'] as const
type CaseFilter = (typeof caseFilters)[number]

export type CaseRow = Pick<
  typeof problemCases.$inferSelect,
  'id' | 'workspaceId' | 'workKind' | 'title' | 'reason' | 'words' | 'costCredits' | 'status'
> & { workspaceName: string; openedAt: string; needsApproval: boolean }

/** Reported problems of all workspaces, newest first; `open` counts those without an answer. */
export async function listCases(
  filter: CaseFilter,
  query: PageQuery,
): Promise<Page<CaseRow> & { open: number }> {
  const db = system()
  // The same condition as the index.
  const isOpen = sql`${problemCases.status} = 'open'`
  const page = pageClauses({ at: problemCases.openedAt, id: problemCases.id }, query)
  const [found, open] = await Promise.all([
    db
      .select({ ...getTableColumns(problemCases), workspaceName: workspaces.name, cursor: page.cursor })
      .from(problemCases)
      .innerJoin(workspaces, eq(workspaces.id, problemCases.workspaceId))
      .where(and(filter === 'open' ? isOpen : undefined, page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit),
    db.$count(problemCases, isOpen),
  ])
  const rows = toPage(found, query, (row) => {
    const { id, workspaceId, workKind, title, reason, words, costCredits, status, workspaceName } = row
    return {
      ...{ id, workspaceId, workKind, title, reason, words, costCredits, status, workspaceName },
      openedAt: row.openedAt.toISOString(),
      needsApproval: status === 'open' && row.answer !== null,
    }
  })
  return { ...rows, open }
}
