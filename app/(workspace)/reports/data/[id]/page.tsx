import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { SaleImportResult } from '@/components/own-sales/sale-import-result'
import { SaleMapping } from '@/components/own-sales/sale-mapping'
import { PageHeader } from '@/components/ui/page-header'
import { isRefusal } from '@/lib/core/errors'
import { getSaleImport } from '@/lib/own-sales/import/sale-imports'
import { listSaleSets } from '@/lib/own-sales/sale-sets'
import { submitSaleImport } from '../actions'

export const metadata: Metadata = { title: 'Import sales' }

export default async function SaleImportPage({ params }: PageProps<'/reports/data/[id]'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  const [view, sets] = await Promise.all([
    getSaleImport(workspace, id).catch((error) => {
      if (isRefusal(error, 'not-found')) notFound()
      throw error
    }),
    listSaleSets(workspace),
  ])
  return (
    <>
      <PageHeader title="Import sales" description={view.fileName} />
      {view.status === 'draft' && view.guess ? (
        <SaleMapping view={view} guess={view.guess} sets={sets} action={submitSaleImport} />
      ) : (
        <SaleImportResult view={view} />
      )}
    </>
  )
}
