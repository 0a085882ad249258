import { randomUUID } from 'node:crypto'
import { Database } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { SaleImportList } from '@/components/own-sales/sale-import-list'
import { SaleSetList } from '@/components/own-sales/sale-set-list'
import { SalesUpload } from '@/components/own-sales/sales-upload'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listSaleImports } from '@/lib/own-sales/import/sale-imports'
import { listSaleSets } from '@/lib/own-sales/sale-sets'
import { deleteSaleSet, uploadSalesFile } from './actions'

export const metadata: Metadata = { title: 'Sales data' }

export default async function SalesDataPage() {
  const workspace = await requireWorkspace()
  const [sets, imports] = await Promise.all([listSaleSets(workspace), listSaleImports(workspace)])
  return (
    <>
      <PageHeader
        title="Sales data"
        description="Import your own recorded sales for reports and valuations in your area."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <SalesUpload action={uploadSalesFile} id={randomUUID()} />
        {sets.length > 0 ? (
          <SaleSetList sets={sets} remove={deleteSaleSet} />
        ) : (
          <Card>
            <EmptyState icon={Database} title="No sales data yet">
              Your data sets appear here after your first import.
            </EmptyState>
          </Card>
        )}
        {imports.length > 0 && <SaleImportList imports={imports} timeZone={workspace.timeZone} />}
      </div>
    </>
  )
}
