import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { ownSales, saleImports, saleSets } from '@/db/schema'
import { isRefusal } from '@/lib/core/errors'
import { enqueue } from '@/lib/jobs/queue'
import { parseSales, type ReadSale, type RefusedRow } from '../reading/parse-sales'
import { SaleMapping } from './import-input'
import { MOST_REPORTED, readingOf, today } from './sale-imports'
import { unpackTable } from './stored-file'

type ImportJob = { workspaceId: number; id: string }
type Counts = { added: number; unchanged: number; refused: number }

const SALES_PER_BATCH = 1_000

const isJob = ({ workspaceId, id }: ImportJob) =>
  and(eq(saleImports.workspaceId, workspaceId), eq(saleImports.id, id))

/**
 * Imports the sales of a file in batches. Idempotent: a sale is stored once, so an interrupted job that starts over, or the
 * same file sent again, adds nothing. Ends by queueing the training of the data set's model.
 */
export async function runSaleImport(job: ImportJob): Promise<void> {
  const { workspaceId } = job
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ row: saleImports, set: saleSets })
      .from(saleImports)
      .innerJoin(
        saleSets,
        and(eq(saleSets.workspaceId, saleImports.workspaceId), eq(saleSets.id, saleImports.setId)),
      )
      .where(isJob(job)),
  )
  if (found?.row.status !== 'queued' || !found.row.content) return
  const { row, set } = found
  const counts: Counts = { added: 0, unchanged: 0, refused: 0 }
  const refusedRows: RefusedRow[] = []
  try {
    const table = await unpackTable(row.content as Uint8Array, row.format)
    const reading = readingOf(SaleMapping.parse(row.mapping), set)
    let batch: ReadSale[] = []
    const store = async () => {
      counts.added += await storeSales(workspaceId, set.id, batch)
      batch = []
      await yieldToOthers()
    }
    for (const read of parseSales(table, reading, await today())) {
      if ('reason' in read) {
        counts.refused += 1
        if (refusedRows.length < MOST_REPORTED) refusedRows.push({ line: read.line, reason: read.reason })
      } else batch.push(read.sale)
      if (batch.length >= SALES_PER_BATCH) await store()
    }
    await store()
    counts.unchanged = table.rows.length - counts.added - counts.refused
  } catch (error) {
    if (!isRefusal(error)) throw error
    await failSaleImport(job, error.publicMessage)
    return
  }
  await finish(job, set.id, { ...counts, refusedRows })
  if (counts.added > 0) await enqueue('sales-train', { workspaceId, id: set.id }, set.id)
}

/** Returns how many were new. */
async function storeSales(workspaceId: number, setId: string, sales: readonly ReadSale[]): Promise<number> {
  if (sales.length === 0) return 0
  const stored = await inWorkspace(workspaceId, (tx) =>
    tx
      .insert(ownSales)
      .values(sales.map((sale) => ({ ...sale, workspaceId, setId })))
      .onConflictDoNothing()
      .returning({ id: ownSales.id }),
  )
  return stored.length
}

async function finish(
  job: ImportJob,
  setId: string,
  outcome: Counts & { refusedRows: RefusedRow[] },
): Promise<void> {
  const { workspaceId } = job
  await inWorkspace(workspaceId, async (tx) => {
    const ended = await tx
      .update(saleImports)
      .set({ ...outcome, status: 'done', content: null, finishedAt: marketNow })
      .where(and(isJob(job), eq(saleImports.status, 'queued')))
      .returning({ id: saleImports.id })
    if (ended.length === 0 || outcome.added === 0) return
    await tx
      .update(saleSets)
      .set({ revision: sql`${saleSets.revision} + 1`, modelStatus: 'queued', modelNote: null })
      .where(and(eq(saleSets.workspaceId, workspaceId), eq(saleSets.id, setId)))
  })
}

/** Ends an import that can't be finished; its file is deleted, and what it added so far stays. */
export async function failSaleImport(job: ImportJob, failure: string): Promise<void> {
  await inWorkspace(job.workspaceId, (tx) =>
    tx
      .update(saleImports)
      .set({ status: 'failed', failure, content: null, finishedAt: marketNow })
      .where(and(isJob(job), eq(saleImports.status, 'queued'))),
  )
}
