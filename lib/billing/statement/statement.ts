import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { purchases } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { formatPaid, paidOf } from '@/lib/core/text/money'
import { type EntryKind, entryKinds } from '@/lib/credits/model'
import { type EntryFilters, readEntriesPage } from '@/lib/credits/read/entries-page.ts'
import type { StatementEntry } from '@/lib/credits/read/read-entries'
import { actionIds, actionOfId, type SubjectKind, subjectOfId } from '@/lib/credits/shared/actions'
import { receiptHref } from '../checkout/links.ts'
import type { StatementFilters, StatementPage, StatementRow } from '../views.ts'
import { actorName, getActorNames } from './actor-names.ts'
import { topUpPurchases } from './top-up-purchases.ts'

const STATEMENT_PAGE_ROWS = 50
const MOST_ROWS = 1_000

type Query = { filters?: StatementFilters; before?: number; after?: number; limit?: number }

/** A page of the statement with labels, newest first. */
export async function getStatementPage(ctx: WorkspaceContext, query: Query = {}): Promise<StatementPage> {
  const { before, after } = query
  const limit = Math.min(query.limit ?? STATEMENT_PAGE_ROWS, MOST_ROWS)
  const filters = entryFilters(query.filters ?? {})
  const { entries, more, names, receipts, topUps } = await inWorkspace(ctx.workspaceId, async (tx) => {
    const part = await readEntriesPage(tx, ctx.workspaceId, { filters, before, after, limit })
    const [names, receipts, topUps] = await Promise.all([
      getActorNames(
        tx,
        ctx.workspaceId,
        part.entries.map((entry) => entry.actorId),
      ),
      receiptsOf(tx, ctx, part.entries),
      topUpPurchases(tx, ctx.workspaceId, part.entries),
    ])
    return { ...part, names, receipts, topUps }
  })
  const newest = entries[0]?.seq ?? (before ?? 1) - 1
  const oldest = entries.at(-1)?.seq ?? (after ?? 0) + 1
  const readBack = after !== undefined
  return {
    rows: entries.map((entry) => ({
      ...rowOf(entry, names, topUps),
      ...receipts.get(entry.subjectId),
    })),
    nextBefore: readBack ? (oldest > 1 ? oldest : null) : more,
    previousAfter: readBack ? more : before === undefined ? null : newest,
  }
}

function entryFilters({ action, memberId, from, to, metadata }: StatementFilters): EntryFilters {
  return { action: action && actionIds[action], actorId: memberId, from, to, metadata }
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

const kindOfId = new Map<number, EntryKind>(
  (Object.keys(entryKinds) as EntryKind[]).map((kind) => [entryKinds[kind], kind]),
)

export function rowOf(
  entry: StatementEntry,
  names: Map<number, string>,
  topUps: ReadonlySet<string> = new Set(),
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

/** The label of entries that no action made; for summed entries, what they have in common. */
export function entryLabel(
  entry: Pick<StatementEntry, 'kind' | 'subjectKind' | 'amount' | 'extraAmount'>,
): string {
  switch (kindOfId.get(entry.kind)) {
    case 'allowance':
      return entry.subjectKind === 0 || subjectOfId(entry.subjectKind) === 'cycle'
        ? 'Monthly allowance'
        : 'New plan allowance'
    case 'topUp':
      return subjectOfId(entry.subjectKind) === 'subscription'
        ? 'Plan change: prorated allowance'
        : 'Allowance added after payment'
    case 'expiry':
      return entry.extraAmount === entry.amount ? 'Unused extra credits expired' : 'Unused allowance expired'
    case 'pack':
      return 'Credits bought'
    case 'promotion':
      return 'Credits granted'
    case 'clawBack':
      return entry.amount > 0
        ? 'Credits restored after a failed refund or a won dispute'
        : 'Credits removed after a refund or dispute'
    case 'correction':
      return 'Correction'
    default:
      return 'Credits used'
  }
}

/** The paths of the pages of each kind of subject. */
const ROOMS: Partial<Record<SubjectKind, string>> = {
  report: 'reports',
  image: 'images',
  valuation: 'valuations',
  campaign: 'campaigns',
}

export function hrefOf(kind: SubjectKind, id: string): string | null {
  const room = ROOMS[kind]
  return room ? `/${room}/${id}` : null
}
