import { randomUUID } from 'node:crypto'
import type { WorkspaceContext } from '@/lib/core/context'
import { SaleImportInput } from './import/import-input'
import { runSaleImport } from './import/run-sale-import'
import { getSaleImport, startSaleImport, uploadSales } from './import/sale-imports'

/** Scenario builders for the database tests of an agency's own sales. */

/** Uploads a file and confirms what we recognized in it. */
export async function confirmFile(
  ctx: WorkspaceContext,
  text: string,
  over: Partial<SaleImportInput> = {},
): Promise<string> {
  const { id } = await uploadSales(ctx, {
    id: randomUUID(),
    fileName: 'sales.csv',
    bytes: new TextEncoder().encode(text),
  })
  await startSaleImport(ctx, await guessedInput(ctx, id, over))
  return id
}

export async function guessedInput(
  ctx: WorkspaceContext,
  id: string,
  over: Partial<SaleImportInput> = {},
): Promise<SaleImportInput> {
  const { guessed, guess } = await getSaleImport(ctx, id)
  return SaleImportInput.parse({
    id,
    column: guessed,
    ...guess,
    setId: '',
    name: 'Cologne',
    ...over,
    ...(over.setId === null && { setId: '' }),
  })
}

/** Imports a file as the job does, and returns the id of its data set. */
export async function importFile(
  ctx: WorkspaceContext,
  text: string,
  over: Partial<SaleImportInput> = {},
): Promise<string> {
  const id = await confirmFile(ctx, text, over)
  await runSaleImport({ workspaceId: ctx.workspaceId, id })
  return (await getSaleImport(ctx, id)).setId ?? ''
}
