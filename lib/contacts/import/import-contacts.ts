import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, contactImports, contactLists, contacts } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { storeContactsWithinLimit } from '@/lib/metering/limits-mode/count-contacts'
import { assertPastConsent } from '../consent'
import { ConsentDay, ConsentSource } from '../contact-input'
import { findListByName } from '../lists'
import { suppress } from '../suppress'
import type { ImportCounts, ImportedLines, ImportResult, ImportView, SkippedRow } from '../views'
import { guessAudience } from './columns/file-audience'
import { guessFields } from './columns/guess-columns'
import { eraseFromTable } from './erase-from-imports'
import { type ImportPlan, linesOf, planImport, resultOf } from './import-plan'
import type { FileContact } from './read-contacts'
import { formatStoredTable, parseStoredTable, readContactFile, type StoredTable } from './stored-table'

const SAMPLES = 3
const SAMPLE_ROWS = 200
const SAMPLE_LENGTH = 80
const ROWS_PER_INSERT = 1_000
const SUPPRESSIONS_AT_ONCE = 100

const Field = z.enum([
  'ignore',
  'email',
  'firstName',
  'lastName',
  'lastNamePrefix',
  'fullName',
  'phone',
  'tags',
  'consentSource',
  'consentAt',
  'optOut',
])

export const ImportInput = z.object({
  id: z.uuid(),
  /** The field of each column, in the order of the file. */
  column: z.union([Field.transform((field) => [field]), z.array(Field)]),
  /** How existing contacts are updated. */
  rule: z.enum(['fill', 'replace']),
  consentSource: ConsentSource,
  consentAt: ConsentDay,
  /** The list for all contacts of the file, created if it doesn’t exist. */
  listName: z.string().trim().max(60),
  /** Whether the file lists contacts, or people who opted out elsewhere. */
  everyone: z.enum(['contacts', 'unsubscribed', 'bounced', 'complained']).default('contacts'),
})
type ImportInput = z.output<typeof ImportInput>

/**
 * Stores the rows of a file for review without importing them. People who were erased are left out. Repeating the request with
 * the same id changes nothing.
 * @throws Refusal `file.empty`, `file.unreadable`, `file.too-long`
 */
export async function createImport(
  { workspaceId, userId }: WorkspaceContext,
  { id, fileName, content }: { id: string; fileName: string; content: string | Uint8Array },
): Promise<{ id: string }> {
  const file = await readContactFile(content)
  await inWorkspace(workspaceId, async (tx) =>
    tx
      .insert(contactImports)
      .values({
        workspaceId,
        id,
        fileName: fileName.replaceAll('\u0000', '').slice(0, 120) || 'contacts.csv',
        content: formatStoredTable(await eraseFromTable(tx, workspaceId, file)),
        rows: file.rows.length,
        createdBy: userId,
      })
      .onConflictDoNothing(),
  )
  return { id }
}

/** @throws Refusal `not-found` */
export async function getImport({ workspaceId }: WorkspaceContext, id: string): Promise<ImportView> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(contactImports).where(isImport(workspaceId, id)),
  )
  if (!row) throw notFound('import')
  const file: StoredTable =
    row.status === 'open' ? parseStoredTable(row.content) : { columns: [], rows: [], erasedLines: [] }
  const { fileName, status, rows, unusedColumns } = row
  return {
    id,
    fileName,
    status,
    rows,
    counts: countsIn(row),
    skipped: skippedIn(row),
    notes: (row.takenLines as Partial<ImportedLines>).notes ?? [],
    unusedColumns,
    columns: file.columns,
    guessed: guessFields(file.columns, file.rows),
    samples: file.columns.map((_, at) => samplesOf(file, at)),
    everyone: guessAudience(fileName),
  }
}

function samplesOf({ rows }: StoredTable, at: number): string[] {
  const samples = new Set<string>()
  for (const { cells } of rows.slice(0, SAMPLE_ROWS)) {
    const cell = cells[at]
    if (cell) samples.add(cell.length > SAMPLE_LENGTH ? `${cell.slice(0, SAMPLE_LENGTH)}…` : cell)
    if (samples.size === SAMPLES) break
  }
  if (samples.size > 0) return [...samples]
  // A column that is filled in only far down is not a blank one.
  const later = rows.find(({ cells }) => cells[at])?.cells[at]
  return later ? [later.slice(0, SAMPLE_LENGTH)] : []
}

/** The result of an import without running it. */
export async function previewImport(
  { workspaceId }: WorkspaceContext,
  input: ImportInput,
): Promise<ImportResult> {
  await assertPastConsent(input.consentAt)
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(contactImports).where(isImport(workspaceId, input.id))
    if (row?.status !== 'open') throw notFound('import')
    return resultOf(await planImport(tx, workspaceId, row.content, input))
  })
}

/**
 * Imports a file: all of it or, above the plan’s limit, none of it (R3). A second click has no effect (R12).
 * @throws Refusal `not-found`, `import.cancelled`, `limit.reached`, `mapping.no-email`, `contact.future-consent`
 */
export async function runImport(ctx: WorkspaceContext, input: ImportInput): Promise<{ added: number }> {
  const { workspaceId, userId } = ctx
  await assertPastConsent(input.consentAt)
  return storeContactsWithinLimit(ctx, async (tx) => {
    const [row] = await tx.select().from(contactImports).where(isImport(workspaceId, input.id)).for('update')
    if (!row) throw notFound('import')
    if (row.status === 'done') return { added: 0 }
    if (row.status === 'cancelled')
      throw new Refusal('import.cancelled', 'This import was canceled. Upload the file again.')
    const planned = await planImport(tx, workspaceId, row.content, input)
    const { found, outcomes, skipped, unusedColumns } = planned
    const changing = found.filter(({ email }) => outcomes.get(email) !== 'unchanged')
    for (let from = 0; from < changing.length; from += ROWS_PER_INSERT) {
      const stored = await store(tx, ctx, changing.slice(from, from + ROWS_PER_INSERT), input)
      // Someone added or removed one of these contacts after the plan was made.
      for (const { email, isNew } of stored) outcomes.set(email, isNew ? 'added' : 'updated')
    }
    if (input.listName && found.length > 0) await addToList(tx, ctx, input.listName, found)
    await suppressAll(tx, workspaceId, planned.suppressions)
    const { counts } = resultOf(planned)
    await tx
      .update(contactImports)
      .set({
        status: 'done',
        content: '',
        ...counts,
        leftOutRows: skipped,
        takenLines: linesOf(planned),
        unusedColumns,
        finishedAt: marketNow,
      })
      .where(isImport(workspaceId, input.id))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'contacts.import',
      detail: { id: input.id, ...counts },
    })
    return { added: counts.added }
  })
}

/** Cancels an import and deletes its file. */
export async function cancelImport({ workspaceId }: WorkspaceContext, { id }: { id: string }): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(contactImports)
      .set({ status: 'cancelled', content: '', finishedAt: marketNow })
      .where(and(isImport(workspaceId, id), eq(contactImports.status, 'open'))),
  )
}

/** Inserts and updates contacts in one statement. Recorded consent is kept. */
async function store(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  found: readonly FileContact[],
  { rule, consentSource, consentAt }: ImportInput,
): Promise<{ email: string; isNew: boolean }[]> {
  const merged = (column: string) =>
    rule === 'replace'
      ? sql.raw(`coalesce(nullif(excluded.${column}, ''), contacts.${column})`)
      : sql.raw(`coalesce(nullif(contacts.${column}, ''), excluded.${column})`)
  return (
    tx
      .insert(contacts)
      .values(
        found.map(({ line: _, ...contact }) => ({
          ...contact,
          workspaceId,
          id: crypto.randomUUID(),
          consentSource: contact.consentSource ?? consentSource,
          consentAt: contact.consentAt ?? consentAt,
          createdBy: userId,
        })),
      )
      .onConflictDoUpdate({
        target: [contacts.workspaceId, contacts.email],
        set: {
          firstName: merged('first_name'),
          lastName: merged('last_name'),
          phone: merged('phone'),
          // Sorted, each tag once. A subquery is not possible here on Citus (R53).
          tags: sql`tsvector_to_array(array_to_tsvector(contacts.tags || excluded.tags))`,
          changedAt: sql`excluded.changed_at`,
        },
      })
      // xmax is set on rows that existed: this statement has just locked them.
      .returning({ email: contacts.email, isNew: sql<boolean>`xmax = 0` })
  )
}

/** Records the opt-outs of another program. A reason that is already recorded stays if it is stronger (R44). */
async function suppressAll(
  tx: Queryable,
  workspaceId: number,
  suppressions: ImportPlan['suppressions'],
): Promise<void> {
  for (let from = 0; from < suppressions.length; from += SUPPRESSIONS_AT_ONCE) {
    const some = suppressions.slice(from, from + SUPPRESSIONS_AT_ONCE)
    // One connection takes them in this order.
    await Promise.all(some.map((one) => suppress(tx, { workspaceId, ...one })))
  }
}

async function addToList(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  name: string,
  found: readonly FileContact[],
): Promise<void> {
  await tx
    .insert(contactLists)
    .values({ workspaceId, id: crypto.randomUUID(), name, createdBy: userId })
    .onConflictDoNothing()
  const [list] = await findListByName(tx, workspaceId, name)
  assert(list, 'the list was just created')
  const emails = JSON.stringify(found.map(({ email }) => email))
  await tx.execute(sql`
    insert into contact_list_members (workspace_id, list_id, contact_id)
    select c.workspace_id, ${list.id}::uuid, c.id from contacts c
    where c.workspace_id = ${workspaceId} and c.email in (select jsonb_array_elements_text(${emails}::jsonb))
    on conflict do nothing`)
}

const isImport = (workspaceId: number, id: string) =>
  and(eq(contactImports.workspaceId, workspaceId), eq(contactImports.id, id))

type ImportRow = typeof contactImports.$inferSelect

const countsIn = ({
  added,
  updated,
  unchanged,
  duplicates,
  refused,
  suppressed,
}: ImportRow): ImportCounts => ({
  added,
  updated,
  unchanged,
  duplicates,
  refused,
  suppressed,
})

/** Older imports stored only invalid rows, without an outcome. */
const skippedIn = ({ leftOutRows }: ImportRow): SkippedRow[] =>
  (leftOutRows as SkippedRow[]).map((row) => ({ ...row, outcome: row.outcome ?? 'refused' }))
