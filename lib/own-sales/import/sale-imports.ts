import { and, desc, eq, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { auditEvents, saleImports, saleSets } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { enqueue } from '@/lib/jobs/queue'
import { MOST_SETS } from '@/lib/sales/source'
import { guessNotation } from '../reading/notation'
import { neededFields, parseSales, type RefusedRow, type SaleReading } from '../reading/parse-sales'
import { guessSaleFields, type SaleField } from '../reading/sale-fields'
import type { SaleImportRow, SaleImportView, SalePreview } from '../views'
import { type SaleImportInput, SaleMapping } from './import-input'
import { formatOf, packFile, readSalesTable, textOfFile, unpackTable } from './stored-file'

const SAMPLE_ROWS = 5
/** Enough to see how a file writes numbers and days. */
const GUESSED_ROWS = 300
const MOST_LISTED = 20

const isImport = (workspaceId: number, id: string) =>
  and(eq(saleImports.workspaceId, workspaceId), eq(saleImports.id, id))

/** Stores a file for review without importing it. Repeating the request with the same id changes nothing (R12). */
export async function uploadSales(
  { workspaceId, userId }: WorkspaceContext,
  { id, fileName, bytes }: { id: string; fileName: string; bytes: Uint8Array },
): Promise<{ id: string }> {
  const text = textOfFile(bytes)
  const format = formatOf(text)
  const { rows } = readSalesTable(text, format)
  const content = await packFile(text)
  await inWorkspace(workspaceId, (tx) =>
    tx
      .insert(saleImports)
      .values({
        workspaceId,
        id,
        fileName: fileName.slice(0, 120) || 'sales.csv',
        format,
        content,
        rows: rows.length,
        createdBy: userId,
      })
      .onConflictDoNothing(),
  )
  return { id }
}

/** @throws Refusal `not-found` */
export async function getSaleImport(
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  id: string,
): Promise<SaleImportView> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ row: saleImports, setName: saleSets.name })
      .from(saleImports)
      .leftJoin(
        saleSets,
        and(eq(saleSets.workspaceId, saleImports.workspaceId), eq(saleSets.id, saleImports.setId)),
      )
      .where(isImport(workspaceId, id)),
  )
  if (!found) throw notFound('import')
  const { row, setName } = found
  const open = row.status === 'draft' && row.content ? await unpackTable(row.content, row.format) : null
  const sample = open?.rows.slice(0, GUESSED_ROWS).map(({ cells }) => cells) ?? []
  const guessed = open ? guessSaleFields(open.columns, sample) : []
  const { fileName, format, status, setId, rows, added, unchanged, refused, failure, createdAt } = row
  return {
    id,
    fileName,
    format,
    status,
    setId,
    setName,
    rows,
    added,
    unchanged,
    refused,
    failure,
    createdAt: createdAt.toISOString(),
    refusedRows: row.refusedRows as RefusedRow[],
    columns: open?.columns ?? [],
    guessed,
    guess: open ? guessNotation(open.columns, guessed, sample) : null,
    cells: sample.slice(0, SAMPLE_ROWS),
  }
}

/** The workspace's imports, newest first; what was never confirmed is not listed. */
export async function listSaleImports({ workspaceId }: WorkspaceContext): Promise<SaleImportRow[]> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id: saleImports.id,
        fileName: saleImports.fileName,
        setName: saleSets.name,
        status: saleImports.status,
        rows: saleImports.rows,
        added: saleImports.added,
        unchanged: saleImports.unchanged,
        refused: saleImports.refused,
        createdAt: saleImports.createdAt,
      })
      .from(saleImports)
      .innerJoin(
        saleSets,
        and(eq(saleSets.workspaceId, saleImports.workspaceId), eq(saleSets.id, saleImports.setId)),
      )
      .where(eq(saleImports.workspaceId, workspaceId))
      .orderBy(desc(saleImports.createdAt), desc(saleImports.id))
      .limit(MOST_LISTED),
  )
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** What would become of each row, without importing any. @throws Refusal `not-found`, `mapping.incomplete` */
export async function previewSales(ctx: WorkspaceContext, input: SaleImportInput): Promise<SalePreview> {
  const { workspaceId } = ctx
  assertMapped(input.column)
  const { row, set } = await inWorkspace(workspaceId, async (tx) => {
    const [one] = await tx.select().from(saleImports).where(isImport(workspaceId, input.id))
    return { row: one, set: input.setId ? await requireSet(tx, workspaceId, input.setId) : null }
  })
  if (row?.status !== 'draft' || !row.content) throw notFound('import')
  const reading = readingOf(input, set ?? input)
  const table = await unpackTable(row.content, row.format)
  const preview: SalePreview = {
    rows: table.rows.length,
    read: 0,
    refused: 0,
    refusedRows: [],
    sample: [],
    placed: 0,
    areas: 0,
  }
  const areas = new Set<string>()
  for (const read of parseSales(table, reading, await today())) {
    if ('reason' in read) {
      preview.refused += 1
      if (preview.refusedRows.length < MOST_REPORTED) preview.refusedRows.push(read)
      continue
    }
    const { soldOn, price, livingArea, area, latitude } = read.sale
    preview.read += 1
    if (latitude !== null) preview.placed += 1
    areas.add(area)
    if (preview.sample.length < SAMPLE_ROWS)
      preview.sample.push({ soldOn, price, livingArea, area, hasPlace: latitude !== null })
  }
  return { ...preview, areas: areas.size }
}

/** The most rows reported with their reason. The count includes the others. */
export const MOST_REPORTED = 200

/**
 * Confirms a mapping and queues the import. A second click has no effect (R12).
 * @throws Refusal `not-found`, `mapping.incomplete`, `sales.name`, `sales.too-many`
 */
export async function startSaleImport(ctx: WorkspaceContext, input: SaleImportInput): Promise<void> {
  const { workspaceId, userId } = ctx
  assertMapped(input.column)
  const queued = await inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(saleImports).where(isImport(workspaceId, input.id)).for('update')
    if (!row || row.status === 'cancelled') throw notFound('import')
    if (row.status !== 'draft') return row.status === 'queued'
    const setId = input.setId
      ? (await requireSet(tx, workspaceId, input.setId)).id
      : await createSet(tx, ctx, input)
    const mapping: SaleMapping = SaleMapping.parse(input)
    await tx
      .update(saleImports)
      .set({ status: 'queued', setId, mapping })
      .where(isImport(workspaceId, input.id))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'sales.import',
      detail: { id: input.id, setId, rows: row.rows },
    })
    return true
  })
  if (queued) await enqueue('sales-import', { workspaceId, id: input.id }, input.id)
}

/** Cancels an import that was not confirmed, and deletes its file. */
export async function cancelSaleImport(
  { workspaceId }: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(saleImports)
      .set({ status: 'cancelled', content: null, finishedAt: marketNow })
      .where(and(isImport(workspaceId, id), eq(saleImports.status, 'draft'))),
  )
}

type Set = typeof saleSets.$inferSelect

async function requireSet(tx: Queryable, workspaceId: number, id: string): Promise<Set> {
  const [set] = await tx
    .select()
    .from(saleSets)
    .where(and(eq(saleSets.workspaceId, workspaceId), eq(saleSets.id, id)))
  if (!set) throw notFound('data set')
  return set
}

async function createSet(
  tx: Queryable,
  { workspaceId, userId }: WorkspaceContext,
  { name, currency, areaUnit }: SaleImportInput,
): Promise<string> {
  if (!name) throw new Refusal('sales.name', 'Enter a name for the data set.')
  const [count] = await tx
    .select({ sets: sql<number>`count(*)::int` })
    .from(saleSets)
    .where(eq(saleSets.workspaceId, workspaceId))
  if ((count?.sets ?? 0) >= MOST_SETS)
    throw new Refusal('sales.too-many', `You can have up to ${MOST_SETS} data sets. Delete one first.`)
  const id = crypto.randomUUID()
  const created = await tx
    .insert(saleSets)
    .values({ workspaceId, id, name, currency, areaUnit, createdBy: userId })
    .onConflictDoNothing()
    .returning({ id: saleSets.id })
  if (created.length === 0)
    throw new Refusal(
      'sales.name',
      `There’s already a data set named “${name}”. Choose it from the list or enter another name.`,
    )
  return id
}

export const readingOf = (
  { column, decimal, dayOrder }: SaleMapping,
  { currency, areaUnit }: Pick<Set, 'currency' | 'areaUnit'>,
): SaleReading => ({ fields: column, decimal, dayOrder, currency, areaUnit })

function assertMapped(fields: readonly SaleField[]): void {
  const missing: string[] = neededFields.flatMap(([field, name]) => (fields.includes(field) ? [] : [name]))
  if (!fields.includes('postalCode') && !fields.includes('city')) missing.push('the postal code or city')
  if (missing.length === 0) return
  throw new Refusal('mapping.incomplete', `Choose the column with ${missing.join(', and the one with ')}.`)
}

export const today = async (): Promise<string> => (await readMarketNow()).toISOString().slice(0, 10)
