import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { purchases } from '@/db/schema'
import { actionWords } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { paidOf, paidWords } from '@/lib/core/text/money'
import { type EntryKind, entryKinds } from '@/lib/credits/model'
import type { StatementEntry } from '@/lib/credits/read/read-entries'
import { type EntryFilters, readStatement } from '@/lib/credits/read/statement'
import { actionIds, actionOfId, type SubjectKind, subjectOfId } from '@/lib/credits/shared/actions'
import { receiptHref } from '../checkout/links.ts'
import type { StatementFilters, StatementPage, StatementRow } from '../views.ts'
import { actorName, actorNames } from './actor-names.ts'
import { topUpPurchases } from './top-up-purchases.ts'

const STATEMENT_PAGE_ROWS = 50
const MOST_ROWS = 1_000

type Query = { filters?: StatementFilters; before?: number; after?: number; limit?: number }

/** A page of the statement in the reader's words, newest first. */
export async function statementPage(ctx: WorkspaceContext, query: Query = {}): Promise<StatementPage> {
  const { before, after } = query
  const limit = Math.min(query.limit ?? STATEMENT_PAGE_ROWS, MOST_ROWS)
  const filters = entryFilters(query.filters ?? {})
  const { entries, more, names, receipts, topUps } = await inWorkspace(ctx.workspaceId, async (tx) => {
    const part = await readStatement(tx, ctx.workspaceId, { filters, before, after, limit })
    const [names, receipts, topUps] = await Promise.all([
      actorNames(
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

function entryFilters({ action, memberId, from, to }: StatementFilters): EntryFilters {
  return { action: action && actionIds[action], actorId: memberId, from, to }
}

/** What was paid for purchases among the entries, and the receipt, for those who may see it (R31). */
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
        note: `Paid ${paidWords(paidOf(purchase))}`,
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
      ? actionWords[action].label
      : entry.kind === entryKinds.pack && topUps.has(entry.subjectId)
        ? 'Auto top-up'
        : wordsOf(entry),
    action,
    amountCredits: entry.amount,
    balanceAfterCredits: entry.balanceAfter,
    // Operators are Market Trak to a workspace, not persons.
    who: kind === 'correction' ? 'Market Trak' : actorName(entry.actorId, names),
    rateVersion: entry.rateVersion > 0 ? entry.rateVersion : null,
    subject: kind === 'none' ? null : { kind, id: entry.subjectId },
    href: hrefOf(kind, entry.subjectId),
    note: entry.note,
  }
}

/** What happened, where no action did it. Of entries added up it is what they have in common. */
export function wordsOf(
  entry: Pick<StatementEntry, 'kind' | 'subjectKind' | 'amount' | 'extraAmount'>,
): string {
  switch (kindOfId.get(entry.kind)) {
    case 'allowance':
      return entry.subjectKind === 0 || subjectOfId(entry.subjectKind) === 'cycle'
        ? 'Monthly allowance'
        : 'Allowance of the new plan'
    case 'topUp':
      return subjectOfId(entry.subjectKind) === 'subscription'
        ? 'Plan change: paid share of the allowance'
        : 'Allowance added after payment'
    case 'expiry':
      return entry.extraAmount === entry.amount ? 'Unused extra credits ended' : 'Unused allowance ended'
    case 'pack':
      return 'Credits bought'
    case 'promotion':
      return 'Credits given'
    case 'clawBack':
      return entry.amount > 0
        ? 'Credits given back: a refund failed or a dispute was won'
        : 'Credits taken back after a refund or dispute'
    case 'correction':
      return 'Correction'
    default:
      return 'Credits used'
  }
}

/** Where the pages of each kind of subject are. */
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
