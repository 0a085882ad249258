import { ContactRound } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ContactTable } from '@/components/contacts/contact-table'
import { ContactsTabs } from '@/components/contacts/contacts-tabs'
import { LibraryPages } from '@/components/paid-work/pagination'
import { LibrarySearch } from '@/components/paid-work/search-bar'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listContacts } from '@/lib/contacts/list-contacts'
import { contactListsOf } from '@/lib/contacts/lists'
import { formatNumber } from '@/lib/core/text/format'

export const metadata: Metadata = { title: 'Contacts' }

const CONTACTS_A_PAGE = 50

const Query = z.object({
  q: z.string().trim().min(1).max(120).optional().catch(undefined),
  show: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})

export default async function ContactsPage({ searchParams }: PageProps<'/contacts'>) {
  const workspace = await requireWorkspace()
  const { q: search, show, before } = Query.parse(await searchParams)
  const [{ rows, nextBefore }, lists, { meters }] = await Promise.all([
    listContacts(workspace, { limit: CONTACTS_A_PAGE, before, search, listId: show }),
    contactListsOf(workspace),
    summaryOf(workspace),
  ])
  const meter = meters?.find(({ metric }) => metric === 'contacts')
  const narrowed = Boolean(search || show)
  return (
    <>
      <PageHeader
        title="Contacts"
        description={
          meter
            ? `People you may write to. ${formatNumber(meter.used)} of ${formatNumber(meter.limit)} new contacts of this month are used.`
            : 'People you may write to, and how you came to be allowed to.'
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
              Import CSV
            </ButtonLink>
            <ButtonLink href="/contacts/new">Add contact</ButtonLink>
          </div>
        }
      />
      <ContactsTabs current="/contacts" />
      {(rows.length > 0 || narrowed) && (
        <LibrarySearch
          href="/contacts"
          label="Search contacts"
          search={search}
          show={show}
          choices={lists.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {rows.length > 0 ? (
        <ContactTable rows={rows} />
      ) : (
        <Card>
          <EmptyState
            icon={ContactRound}
            title={narrowed ? 'Nobody matches' : before ? 'No older contacts' : 'No contacts yet'}
            action={
              <ButtonLink href={narrowed || before ? '/contacts' : '/contacts/import'} variant="secondary">
                {narrowed || before ? 'All contacts' : 'Import CSV'}
              </ButtonLink>
            }
          >
            {narrowed
              ? 'Try part of a name or address, a whole tag, or another list.'
              : 'Add people one by one, or bring a CSV file from your CRM.'}
          </EmptyState>
        </Card>
      )}
      <LibraryPages
        href="/contacts"
        label="Pages of contacts"
        search={search}
        show={show}
        before={before}
        nextBefore={nextBefore}
      />
    </>
  )
}
