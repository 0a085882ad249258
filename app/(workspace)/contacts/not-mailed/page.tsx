import { MailX } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ContactsTabs } from '@/components/contacts/contacts-tabs'
import { SuppressionTable } from '@/components/contacts/suppression-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { displayAddress } from '@/lib/contacts/address'
import { listSuppressions } from '@/lib/contacts/suppress'
import type { SuppressionRow } from '@/lib/contacts/views'
import { listQuery } from '@/lib/core/paging/list-query'
import { unblockAddress } from '../actions'

export const metadata: Metadata = { title: 'Suppressed contacts' }

const ADDRESSES_A_PAGE = 50
const readQuery = listQuery({ ids: 'text' })

const withDisplayAddress = (row: SuppressionRow): SuppressionRow => ({
  ...row,
  email: row.email && displayAddress(row.email),
})

export default async function SuppressedPage({ searchParams }: PageProps<'/contacts/not-mailed'>) {
  const workspace = await requireWorkspace()
  const { before, after } = readQuery(await searchParams)
  const { rows, ...page } = await listSuppressions(workspace, { limit: ADDRESSES_A_PAGE, before, after })
  return (
    <>
      <PageHeader title="Contacts" description="Contacts we won’t email, whatever list they’re on." />
      <ContactsTabs current="/contacts/not-mailed" />
      {rows.length > 0 ? (
        <SuppressionTable
          rows={rows.map(withDisplayAddress)}
          timeZone={workspace.timeZone}
          unblock={unblockAddress}
        />
      ) : (
        <Card>
          <EmptyState icon={MailX} title="No suppressed contacts">
            People who unsubscribe, bounce or mark an email as spam appear here.
          </EmptyState>
        </Card>
      )}
      <Pagination
        label="Pages of suppressed contacts"
        {...pageLinks('/contacts/not-mailed', { before, after }, page)}
      />
    </>
  )
}
