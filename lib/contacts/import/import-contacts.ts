import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, contactImports, contactLists, contacts } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { storeContactsWithinLimit } from '@/lib/metering/limits-mode/count-contacts'
import { refuseFutureConsent } from '../consent'
import { ConsentDay, ConsentSource } from '../contact-input'
import { namedList } from '../lists'
import type { ImportCounts, ImportResult, ImportView, LeftOutRow } from '../views'
import { linesOf, planImport, resultOf } from './import-plan'
import { type FileContact, guessFields, readFileRows } from './read-file'

const SAMPLE_ROWS = 5
const ROWS_AT_ONCE = 1_000

const Field = z.enum([
  'ignore',
  'email',
  'firstName',
  'lastName',
  'fullName',
  'phone',
  'tags',
  'consentSource',
  'consentAt',
])

export const ImportInput = z.object({
  id: z.uuid(),
  /** What each column is, in the file's order. */
  column: z.union([Field.transform((field) => [field]), z.array(Field)]),
  /** What becomes of a contact that is known already. */
  rule: z.enum(['fill', 'replace']),
  consentSource: ConsentSource,
  consentAt: ConsentDay,
  /** Everybody of the file is put on it; made when there is none of that name. */
  listName: z.string().trim().max(60),
})
type ImportInput = z.output<typeof ImportInput>

/** Keeps a file to be looked at; nothing is taken in yet. The same id again is the same file. */
export async function openImport(
  { workspaceId, userId }: WorkspaceContext,
  { id, fileName, content }: { id: string; fileName: string; content: string },
): Promise<{ id: string }> {
  // PostgreSQL keeps no NUL in a text.
  const text = content.replaceAll('\u0000', '')
  const { rows } = readFileRows(text)
  await inWorkspace(workspaceId, (tx) =>
    tx
      .insert(contactImports)
      .values({
        workspaceId,
        id,
        fileName: fileName.slice(0, 120) || 'contacts.csv',
        content: text,
        rows: rows.length,
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
  const file = row.status === 'open' ? readFileRows(row.content) : { columns: [], rows: [] }
  const { fileName, status, rows, unusedColumns } = row
  return {
    id,
    fileName,
    status,
    rows,
    counts: countsIn(row),
    leftOut: leftOutIn(row),
    unusedColumns,
    columns: file.columns,
    guessed: guessFields(file.columns),
    sample: file.rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
  }
}

/** What an import would do, without doing it. */
export async function checkImport(
  { workspaceId }: WorkspaceContext,
  input: ImportInput,
): Promise<ImportResult> {
  await refuseFutureConsent(input.consentAt)
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(contactImports).where(isImport(workspaceId, input.id))
    if (row?.status !== 'open') throw notFound('open import')
    return resultOf(await planImport(tx, workspaceId, row.content, input))
  })
}

/**
 * Takes a file in: all of it or, beyond a plan's limit, nothing (R3). A second click finds it done (R12).
 * @throws Refusal `not-found`, `import.cancelled`, `limit.reached`, `mapping.no-email`, `contact.future-consent`
 */
export async function takeImport(ctx: WorkspaceContext, input: ImportInput): Promise<{ added: number }> {
  const { workspaceId, userId } = ctx
  await refuseFutureConsent(input.consentAt)
  return storeContactsWithinLimit(ctx, async (tx) => {
    const [row] = await tx.select().from(contactImports).where(isImport(workspaceId, input.id)).for('update')
    if (!row) throw notFound('import')
    if (row.status === 'done') return { added: 0 }
    if (row.status === 'cancelled')
      throw new Refusal('import.cancelled', 'This import was cancelled. Choose the file again.')
    const planned = await planImport(tx, workspaceId, row.content, input)
    const { found, fates, leftOut, unusedColumns } = planned
    const changing = found.filter(({ email }) => fates.get(email) !== 'unchanged')
    for (let from = 0; from < changing.length; from += ROWS_AT_ONCE) {
      const stored = await store(tx, ctx, changing.slice(from, from + ROWS_AT_ONCE), input)
      // Someone added or removed one of these contacts since the plan was made.
      for (const { email, isNew } of stored) fates.set(email, isNew ? 'added' : 'updated')
    }
    if (input.listName) await putOnList(tx, ctx, input.listName, found)
    const { counts } = resultOf(planned)
    await tx
      .update(contactImports)
      .set({
        status: 'done',
        content: '',
        ...counts,
        leftOutRows: leftOut,
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

/** Forgets a file that was not taken in. */
export async function cancelImport({ workspaceId }: WorkspaceContext, { id }: { id: string }): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(contactImports)
      .set({ status: 'cancelled', content: '', finishedAt: marketNow })
      .where(and(isImport(workspaceId, id), eq(contactImports.status, 'open'))),
  )
}

/** One statement for new and known contacts alike: consent that is recorded already stays as it is. */
async function store(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  found: readonly FileContact[],
  { rule, consentSource, consentAt }: ImportInput,
): Promise<{ email: string; isNew: boolean }[]> {
  const better = (column: string) =>
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
          firstName: better('first_name'),
          lastName: better('last_name'),
          phone: better('phone'),
          tags: sql`array(select distinct unnest(contacts.tags || excluded.tags) order by 1)`,
          changedAt: marketNow,
        },
      })
      // A row that was there before has been locked by somebody: ours, just now.
      .returning({ email: contacts.email, isNew: sql<boolean>`xmax = 0` })
  )
}

async function putOnList(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  name: string,
  found: readonly FileContact[],
): Promise<void> {
  await tx
    .insert(contactLists)
    .values({ workspaceId, id: crypto.randomUUID(), name, createdBy: userId })
    .onConflictDoNothing()
  const [list] = await namedList(tx, workspaceId, name)
  assert(list, 'the list was just made')
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

/** Rows that were kept before outcomes were written down were all refused ones. */
const leftOutIn = ({ leftOutRows }: ImportRow): LeftOutRow[] =>
  (leftOutRows as LeftOutRow[]).map((row) => ({ ...row, outcome: row.outcome ?? 'refused' }))
