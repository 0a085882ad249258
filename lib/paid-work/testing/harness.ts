import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { auditEvents } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { toPage } from '@/lib/core/paging/page'
import type { HoldOwners } from '@/lib/metering/holds/sweep-holds'
import { type WorkQuery, workPageClauses } from '../list'
import type { PaidWork, WorkRequest, WorkRow } from '../paid-work'
import { requestWork } from '../request'
import { type Attempt, type Made, runWork } from '../run'
import { holdOwners } from '../tables'
import { getView } from '../view'

export type Kind<Row extends WorkRow, Request extends WorkRequest> = {
  work: PaidWork<Row, Request>
  /** A request at the current price of 20 credits, with a new id. */
  request(): Request
  /** The same id, for something else. */
  otherwise(request: Request): Request
  /** A result that the table accepts. */
  result: Extract<Made<Row>, { ready: unknown }>['ready']
  /** The tables that settle their own holds, if not the product's list. */
  owners?: HoldOwners
}

/** A kind of paid work, and what the tests do with it: every test has a workspace of its own with 100 credits. */
export function harnessOf<Row extends WorkRow, Request extends WorkRequest>({
  work,
  request: newRequest,
  otherwise,
  result,
  owners = holdOwners,
}: Kind<Row, Request>) {
  const { kind, table, queue } = work
  const PRICE = 20

  const ask = (ctx: WorkspaceContext, request = newRequest()) => requestWork(work, ctx, request)
  const run = (ctx: { workspaceId: number }, id: string, attempt?: Attempt) =>
    runWork(work, { workspaceId: ctx.workspaceId, id }, { make: async () => ({ ready: result }) }, attempt)
  const fail = (ctx: WorkspaceContext, id: string, attempt?: Attempt) =>
    runWork(work, { ...ctx, id }, { make: () => Promise.reject(new Error('boom')) }, attempt)
  const made = async (ctx: WorkspaceContext) => {
    const { id } = await ask(ctx)
    await run(ctx, id)
    return { id }
  }
  const view = async (ctx: WorkspaceContext, id: string) => (await getView(work, ctx, id)).view
  const page = async ({ workspaceId }: WorkspaceContext, query: Partial<WorkQuery> = {}) => {
    const pageQuery = { limit: 10, ...query }
    const { cursor, where, orderBy, limit } = workPageClauses(table, workspaceId, pageQuery, [])
    const rows = await system()
      .select({ id: sql<string>`${table.id}`, cursor })
      .from(table)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit)
    return toPage(rows, pageQuery, ({ id }) => id)
  }
  const list = async (ctx: WorkspaceContext, query: Partial<WorkQuery> = {}) => (await page(ctx, query)).rows
  const set = (id: string, columns: object) => system().update(table).set(columns).where(eq(table.id, id))
  const auditOf = async ({ workspaceId }: WorkspaceContext, verb: string) =>
    system()
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.workspaceId, workspaceId), eq(auditEvents.verb, verb)))

  return {
    kind,
    table,
    queue,
    PRICE,
    ask,
    run,
    fail,
    made,
    view,
    page,
    list,
    set,
    auditOf,
    work,
    newRequest,
    otherwise,
    result,
    owners,
  }
}

export type Harness<Row extends WorkRow, Request extends WorkRequest> = ReturnType<
  typeof harnessOf<Row, Request>
>
