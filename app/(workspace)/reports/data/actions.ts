'use server'

import { z } from 'zod'
import { IdInput, uploadInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { SaleImportInput } from '@/lib/own-sales/import/import-input'
import {
  cancelSaleImport,
  previewSales,
  startSaleImport,
  uploadSales,
} from '@/lib/own-sales/import/sale-imports'
import { MOST_FILE_BYTES } from '@/lib/own-sales/import/stored-file'
import { deleteSaleSet as remove } from '@/lib/own-sales/sale-sets'

const DATA_PATHS = ['/reports/data']

const SalesFile = uploadInput(
  MOST_FILE_BYTES,
  'This file is larger than 4 MB. Split it into several files: they can go into the same data set.',
)

export const uploadSalesFile = workspaceAction(
  'uploadSalesFile',
  { input: SalesFile, permission: 'content.create', limit: 'upload' },
  async (ctx, { id, file }) => {
    await uploadSales(ctx, { id, fileName: file.name, bytes: await file.bytes() })
    return { redirectTo: `/reports/data/${id}` }
  },
)

const ImportDecision = z.discriminatedUnion('intent', [
  SaleImportInput.extend({ intent: z.literal('import') }),
  SaleImportInput.extend({ intent: z.literal('preview') }),
  IdInput.extend({ intent: z.literal('cancel') }),
])

/** The import form previews, starts or cancels an import. */
export const submitSaleImport = workspaceAction(
  'submitSaleImport',
  { input: ImportDecision, permission: 'content.create', revalidate: DATA_PATHS },
  async (ctx, input) => {
    if (input.intent === 'preview') return { data: await previewSales(ctx, input) }
    if (input.intent === 'cancel') {
      await cancelSaleImport(ctx, input)
      return { redirectTo: '/reports/data' }
    }
    await startSaleImport(ctx, input)
    return { redirectTo: `/reports/data/${input.id}` }
  },
)

export const deleteSaleSet = workspaceAction(
  'deleteSaleSet',
  { input: IdInput, permission: 'content.create', revalidate: DATA_PATHS },
  async (ctx, input) => {
    await remove(ctx, input)
    return { message: 'Data set deleted.' }
  },
)
