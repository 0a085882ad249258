import { inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionOfId, actionWords, type SubjectKind, subjectOfId } from '@/lib/credits/actions'
import { type EntryKind, entryKinds } from '@/lib/credits/model'
import { readEntries, type StatementEntry } from '@/lib/credits/statement'
import type { StatementPage, StatementRow } from './views.ts'

export const STATEMENT_PAGE_ROWS = 50

type Query = { before?: number; after?: number; limit?: number }

/** A page of the statement in the reader's words, newest first. */
export async function statementPage(ctx: WorkspaceContext, query: Query = {}): Promise<StatementPage> {
  const limit = Math.min(query.limit ?? STATEMENT_PAGE_ROWS, 200)
  const { entries, names } = await inWorkspace(ctx.workspaceId, async (tx) => {
    // One more than shown tells whether there is another page.
    const entries = await readEntries(tx, ctx.workspaceId, { ...query, limit: limit + 1 })
    const ids = [...new Set(entries.map((entry) => entry.actorId))].filter((id) => id > 0)
    const people =
      ids.length > 0
        ? await tx
            .select({ id: users.id, name: users.name, email: users.email })
            .from(users)
            .where(inArray(users.id, ids))
        : []
    return { entries, names: new Map(people.map((person) => [person.id, person.name || person.email])) }
  })
  const readBack = query.after !== undefined
  const more = entries.length > limit
  const shown = more ? (readBack ? entries.slice(1) : entries.slice(0, limit)) : entries
  const newest = shown[0]?.seq ?? null
  const oldest = shown.at(-1)?.seq ?? null
  return {
    rows: shown.map((entry) => rowOf(entry, names)),
    nextBefore: oldest !== null && oldest > 1 && (readBack || more) ? oldest : null,
    previousAfter: readBack ? (more ? newest : null) : query.before === undefined ? null : newest,
  }
}

const kindOfId = new Map<number, EntryKind>(
  (Object.keys(entryKinds) as EntryKind[]).map((kind) => [entryKinds[kind], kind]),
)

function rowOf(entry: StatementEntry, names: Map<number, string>): StatementRow {
  const action = actionOfId(entry.action)
  const kind = subjectOfId(entry.subjectKind)
  return {
    seq: entry.seq,
    at: entry.at.toISOString(),
    what: action ? actionWords[action].label : wordsOf(entry),
    action,
    amountCredits: entry.amount,
    balanceAfterCredits: entry.balanceAfter,
    who: entry.actorId > 0 ? (names.get(entry.actorId) ?? 'A former member') : 'Market Trak',
    rateVersion: entry.rateVersion > 0 ? entry.rateVersion : null,
    subject: kind === 'none' ? null : { kind, id: entry.subjectId },
    href: hrefOf(kind, entry.subjectId),
    note: entry.note,
  }
}

function wordsOf(entry: StatementEntry): string {
  switch (kindOfId.get(entry.kind)) {
    case 'allowance':
      return entry.subjectKind === 0 || subjectOfId(entry.subjectKind) === 'cycle'
        ? 'Monthly allowance'
        : 'Allowance of the new plan'
    case 'topUp':
      return 'Allowance added'
    case 'expiry':
      return entry.extraAmount === entry.amount ? 'Unused extra credits ended' : 'Unused allowance ended'
    case 'pack':
      return 'Credits bought'
    case 'promotion':
      return 'Credits given'
    case 'clawBack':
      return 'Credits taken back after a refund'
    case 'correction':
      return 'Correction'
    default:
      return 'Credits used'
  }
}

function hrefOf(kind: SubjectKind, id: string): string | null {
  return kind === 'report' ? `/reports/${id}` : null
}
