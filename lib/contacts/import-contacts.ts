import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { auditEvents, contactImports, contactLists, contactSuppressions, contacts } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { countingContacts } from '@/lib/metering/count-contacts'
import { hashOfEmail } from './address'
import { latestConsent, refuseFutureConsent } from './consent'
import { ConsentDay, ConsentSource } from './contact-input'
import { namedList } from './lists'
import { contactsIn, type FileContact, guessFields, readFileRows } from './read-file'
import type { BadRow, ImportField, ImportView } from './views'

/** A report longer than this helps nobody; the count of bad rows is whole. */
const MOST_BAD_ROWS = 500
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

export type ImportOutcome = { added: number; merged: number; repeated: number; bad: BadRow[] }

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
  const { fileName, status, rows, added, merged, badRows } = row
  return {
    id,
    fileName,
    status,
    rows,
    added,
    merged,
    badRows: badRows as BadRow[],
    columns: file.columns,
    guessed: guessFields(file.columns),
    sample: file.rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
  }
}

/** What an import would do, without doing it. */
export async function checkImport(
  { workspaceId }: WorkspaceContext,
  input: ImportInput,
): Promise<ImportOutcome> {
  await refuseFutureConsent(input.consentAt)
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(contactImports).where(isImport(workspaceId, input.id))
    if (row?.status !== 'open') throw notFound('open import')
    const { found, ...rest } = await plan(tx, workspaceId, row.content, input.column)
    const known = await tx
      .select({ email: contacts.email })
      .from(contacts)
      .where(
        and(
          eq(contacts.workspaceId, workspaceId),
          inArray(
            contacts.email,
            found.map(({ email }) => email),
          ),
        ),
      )
    return { ...rest, added: found.length - known.length, merged: known.length }
  })
}

/**
 * Takes a file in: all of it or, beyond a plan's limit, nothing (R3). A second click finds it done (R12).
 * @throws Refusal `not-found`, `import.cancelled`, `limit.reached`, `mapping.no-email`, `contact.future-consent`
 */
export async function takeImport(ctx: WorkspaceContext, input: ImportInput): Promise<{ added: number }> {
  const { workspaceId, userId } = ctx
  await refuseFutureConsent(input.consentAt)
  return countingContacts(ctx, async (tx) => {
    const [row] = await tx.select().from(contactImports).where(isImport(workspaceId, input.id)).for('update')
    if (!row) throw notFound('import')
    if (row.status === 'done') return { added: 0 }
    if (row.status === 'cancelled')
      throw new Refusal('import.cancelled', 'This import was cancelled. Choose the file again.')
    const { found, bad } = await plan(tx, workspaceId, row.content, input.column)
    // In one order, so that two imports of the same addresses wait for one another and never in a circle.
    const ordered = found.toSorted((a, b) => (a.email < b.email ? -1 : 1))
    let added = 0
    for (let from = 0; from < ordered.length; from += ROWS_AT_ONCE) {
      added += await store(tx, ctx, ordered.slice(from, from + ROWS_AT_ONCE), input)
    }
    if (input.listName) await putOnList(tx, ctx, input.listName, ordered)
    const merged = ordered.length - added
    await tx
      .update(contactImports)
      .set({
        status: 'done',
        content: '',
        added,
        merged,
        badRows: bad.slice(0, MOST_BAD_ROWS),
        finishedAt: sql`market_now()`,
      })
      .where(isImport(workspaceId, input.id))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'contacts.import',
      detail: { id: input.id, added, merged, bad: bad.length },
    })
    return { added }
  })
}

/** Forgets a file that was not taken in. */
export async function cancelImport({ workspaceId }: WorkspaceContext, { id }: { id: string }): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(contactImports)
      .set({ status: 'cancelled', content: '', finishedAt: sql`market_now()` })
      .where(and(isImport(workspaceId, id), eq(contactImports.status, 'open'))),
  )
}

/** What a file holds under a mapping. Whoever was erased is not brought back. */
async function plan(tx: Queryable, workspaceId: number, content: string, fields: readonly ImportField[]) {
  if (!fields.includes('email')) {
    throw new Refusal('mapping.no-email', 'Say which column holds the email address.')
  }
  const { found, bad, repeated } = contactsIn(readFileRows(content), fields, await latestConsent(tx))
  const erased = await tx
    .select({ hash: contactSuppressions.emailHash })
    .from(contactSuppressions)
    .where(and(eq(contactSuppressions.workspaceId, workspaceId), eq(contactSuppressions.reason, 'erased')))
    .orderBy(desc(contactSuppressions.at))
  const gone = new Set(erased.map(({ hash }) => hash))
  const kept = gone.size === 0 ? found : found.filter(({ email }) => !gone.has(hashOfEmail(email)))
  const left = found.length - kept.length
  if (left > 0) bad.push({ line: 0, reason: `Left out because they asked to be erased: ${left}` })
  return { found: kept, bad, repeated }
}

/** One statement for new and known contacts alike: consent that is recorded already stays as it is. */
async function store(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  found: readonly FileContact[],
  { rule, consentSource, consentAt }: ImportInput,
): Promise<number> {
  const better = (column: string) =>
    rule === 'replace'
      ? sql.raw(`coalesce(nullif(excluded.${column}, ''), contacts.${column})`)
      : sql.raw(`coalesce(nullif(contacts.${column}, ''), excluded.${column})`)
  const stored = await tx
    .insert(contacts)
    .values(
      found.map((contact) => ({
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
        changedAt: sql`market_now()`,
      },
    })
    // A row that was there before has been locked by somebody: ours, just now.
    .returning({ isNew: sql<boolean>`xmax = 0` })
  return stored.filter(({ isNew }) => isNew).length
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
