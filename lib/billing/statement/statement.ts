import { and, eq, inArray } from 'drizzle-orm'
import { type Queryable, readInWorkspace } from '@/db/client'
import { purchases } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { formatPaid, paidOf } from '@/lib/core/text/money'
import { entryKinds } from '@/lib/credits/model'
import { type EntryFilters, readEntriesPage } from '@/lib/credits/read/entries-page.ts'
import type { StatementEntry } from '@/lib/credits/read/read-entries'
import { actionIds, actionOfId, subjectOfId } from '@/lib/credits/shared/actions'
import { receiptHref } from '../checkout/links.ts'
import type { StatementFilters, StatementPage, StatementRow } from '../views.ts'
import { actorName, getActorNames } from './entries/actor-names.ts'
import { entryKindsOf, entryLabel, hrefOf } from './entries/entry-labels.ts'
import { type EntryNames, readEntryNames } from './entries/entry-names.ts'
import { entryMatches } from './entries/entry-search.ts'
import { topUpPurchases } from './explain/top-up-purchases.ts'

const STATEMENT_PAGE_ROWS = 50
const MOST_ROWS = 1_000

type Query = {
  filters?: StatementFilters
  before?: number
  after?: number
  limit?: number
  /** Also reads whether the page's first and last group continue on the neighboring pages. */
  withContinues?: boolean
}

/** A page of the statement with labels, newest first. */
export async function getStatementPage(ctx: WorkspaceContext, query: Query = {}): Promise<StatementPage> {
  const { before, after } = query
  const limit = Math.min(query.limit ?? STATEMENT_PAGE_ROWS, MOST_ROWS)
  const filters = entryFilters(query.filters ?? {})
  const read = await readInWorkspace(ctx.workspaceId, async (tx) => {
    const part = await readEntriesPage(tx, ctx.workspaceId, { filters, before, after, limit })
    const neighbors = query.withContinues ? await readNeighbors(tx, ctx.workspaceId, filters, part) : null
    const beside = neighbors ? [neighbors.newer, neighbors.older].filter((entry) => entry !== null) : []
    const [names, receipts, topUps, entryNames] = await Promise.all([
      getActorNames(
        tx,
        ctx.workspaceId,
        part.entries.map((entry) => entry.actorId),
      ),
      receiptsOf(tx, ctx, part.entries),
      topUpPurchases(tx, ctx.workspaceId, part.entries),
      readEntryNames(tx, ctx.workspaceId, [...part.entries, ...beside]),
    ])
    return { ...part, names, receipts, topUps, entryNames, neighbors }
  })
  const { entries, more, names, receipts, topUps, entryNames, neighbors } = read
  const newest = entries[0]?.seq ?? (before ?? 1) - 1
  const oldest = entries.at(-1)?.seq ?? (after ?? 0) + 1
  const readBack = after !== undefined
  const isSameGroup = (entry: StatementEntry | undefined, other: StatementEntry | null | undefined) => {
    const group = entry && entryNames.groupOf(entry)
    return Boolean(group && other && entryNames.groupOf(other)?.key === group.key)
  }
  return {
    rows: entries.map((entry) => ({
      ...rowOf(entry, names, topUps, entryNames),
      ...receipts.get(entry.subjectId),
    })),
    nextBefore: readBack ? (oldest > 1 ? oldest : null) : more,
    previousAfter: readBack ? more : before === undefined ? null : newest,
    continues: {
      newer: isSameGroup(entries[0], neighbors?.newer),
      older: isSameGroup(entries.at(-1), neighbors?.older),
    },
  }
}

type Neighbors = { newer: StatementEntry | null; older: StatementEntry | null }

/** The entries next to a page that start or end with a post of a feed, the only entries that come in long series. */
async function readNeighbors(
  tx: Queryable,
  workspaceId: number,
  filters: EntryFilters,
  { entries }: { entries: readonly StatementEntry[] },
): Promise<Neighbors> {
  const [first, last] = [entries[0], entries.at(-1)]
  const isPost = (entry: StatementEntry | undefined): entry is StatementEntry =>
    entry !== undefined && subjectOfId(entry.subjectKind) === 'listing'
  const [newer, older] = await Promise.all([
    isPost(first) ? readEntriesPage(tx, workspaceId, { filters, after: first.seq, limit: 1 }) : null,
    isPost(last) ? readEntriesPage(tx, workspaceId, { filters, before: last.seq, limit: 1 }) : null,
  ])
  return { newer: newer?.entries[0] ?? null, older: older?.entries[0] ?? null }
}

function entryFilters(filters: StatementFilters): EntryFilters {
  const { kind, action, memberId, cycle, from, to, search, metadata } = filters
  return {
    action: action && actionIds[action],
    actorId: memberId,
    from,
    to,
    metadata,
    ...(cycle !== undefined && { cycleStart: cycle }),
    ...(kind && { kinds: entryKindsOf[kind] }),
    ...(search && { matching: entryMatches(search) }),
  }
}

/** Payments and receipts of the purchases among the entries, for owners and admins (R31). */
async function receiptsOf(
  tx: Queryable,
  ctx: WorkspaceContext,
  entries: readonly StatementEntry[],
): Promise<Map<string, Pick<StatementRow, 'note'> & Partial<Pick<StatementRow, 'href'>>>> {
  const bought = entries.filter(({ subjectKind }) => subjectOfId(subjectKind) === 'purchase')
  if (ctx.role === 'member' || bought.length === 0) return new Map()
  const ids = bought.map(({ subjectId }) => subjectId)
  const found = await tx
    .select()
    .from(purchases)
    .where(
      and(
        eq(purchases.workspaceId, ctx.workspaceId),
        inArray(purchases.id, ids),
        eq(purchases.status, 'fulfilled'),
      ),
    )
  return new Map(
    found.map((purchase) => [
      purchase.id,
      {
        note: `Paid ${formatPaid(paidOf(purchase))}`,
        ...(purchase.stripePaymentIntentId !== null && { href: receiptHref(purchase.id) }),
      },
    ]),
  )
}

export function rowOf(
  entry: StatementEntry,
  names: Map<number, string>,
  topUps: ReadonlySet<string> = new Set(),
  entryNames?: EntryNames,
): StatementRow {
  const action = actionOfId(entry.action)
  const kind = subjectOfId(entry.subjectKind)
  return {
    seq: entry.seq,
    at: entry.at.toISOString(),
    what: action
      ? actionLabels[action].label
      : entry.kind === entryKinds.pack && topUps.has(entry.subjectId)
        ? 'Auto top-up'
        : entryLabel(entry),
    name: entryNames?.nameOf(entry) ?? null,
    group: entryNames?.groupOf(entry) ?? null,
    hold: entryNames?.holdOf(entry) ?? null,
    action,
    amountCredits: entry.amount,
    balanceAfterCredits: entry.balanceAfter,
    // A workspace sees operators as Market Trak, not as people.
    who: kind === 'correction' ? 'Market Trak' : actorName(entry.actorId, names),
    rateVersion: entry.rateVersion > 0 ? entry.rateVersion : null,
    subject: kind === 'none' ? null : { kind, id: entry.subjectId },
    href: hrefOf(kind, entry.subjectId),
    note: entry.note,
    metadata: entry.metadata,
  }
}
