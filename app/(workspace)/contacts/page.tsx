import { ContactRound } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ContactTable } from '@/components/contacts/contact-table'
import { ContactsTabs } from '@/components/contacts/contacts-tabs'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { FilterBar } from '@/components/ui/paging/filter-bar'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listContacts } from '@/lib/contacts/list-contacts'
import { listContactLists } from '@/lib/contacts/lists'
import { listQuery } from '@/lib/core/paging/list-query'
import { formatNumber } from '@/lib/core/text/format'

export const metadata: Metadata = { title: 'Contacts' }

const CONTACTS_A_PAGE = 50

const readQuery = listQuery({ filter: z.uuid() })

export default async function ContactsPage({ searchParams }: PageProps<'/contacts'>) {
  const workspace = await requireWorkspace()
  const query = readQuery(await searchParams)
  const { search, filter, before, after } = query
  const [{ rows, ...page }, lists, { meters }] = await Promise.all([
    listContacts(workspace, { limit: CONTACTS_A_PAGE, before, after, search, listId: filter }),
    listContactLists(workspace),
    summaryOf(workspace),
  ])
  const meter = meters?.find(({ metric }) => metric === 'contacts')
  const isFiltered = Boolean(search || filter)
  return (
    <>
      <PageHeader
        title="Contacts"
        description={
          meter
            ? `People you can email. You’ve used ${formatNumber(meter.used)} of ${formatNumber(meter.limit)} new contacts this month.`
            : 'People you can email, and how they opted in.'
        }
        action={
          <div className="flex flex-wrap gap-2">
            {rows.length > 0 && (
              <DownloadLink
                href="/api/contacts/export"
                mayAskToConfirm
                variant="text"
                className="self-center px-2 text-sm font-medium"
              >
                Export CSV
              </DownloadLink>
            )}
            <ButtonLink href="/contacts/import" variant="secondary">
              Import contacts
            </ButtonLink>
            <ButtonLink href="/contacts/new">Add contact</ButtonLink>
          </div>
        }
      />
      <ContactsTabs current="/contacts" />
      {(rows.length > 0 || isFiltered) && (
        <FilterBar
          href="/contacts"
          label="Search contacts"
          search={search}
          filter={filter}
          choices={lists.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {rows.length > 0 ? (
        <ContactTable rows={rows} />
      ) : (
        <Card>
          <EmptyState
            icon={ContactRound}
            title={isFiltered ? 'No matching contacts' : before ? 'No older contacts' : 'No contacts yet'}
            action={
              <ButtonLink href={isFiltered || before ? '/contacts' : '/contacts/import'} variant="secondary">
                {isFiltered || before ? 'All contacts' : 'Import contacts'}
              </ButtonLink>
            }
          >
            {isFiltered
              ? 'Search by part of a name or address or by a full tag, or choose another list.'
              : 'Add contacts one at a time, or import a file from your CRM or email program.'}
          </EmptyState>
        </Card>
      )}
      <Pagination label="Pages of contacts" {...pageLinks('/contacts', query, page)} />
    </>
  )
}
