import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ImportMapping } from '@/components/contacts/import-mapping'
import { ImportRows } from '@/components/contacts/import-rows'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { getImport } from '@/lib/contacts/import/import-contacts'
import { listContactLists } from '@/lib/contacts/lists'
import { isRefusal } from '@/lib/core/errors'
import { numberedListQuery } from '@/lib/core/paging/list-query'
import { countOf } from '@/lib/core/text/format'
import { submitImport } from '../../actions'
import { todayIn } from '../../today'

export const metadata: Metadata = { title: 'Import contacts' }

const readRowsQuery = numberedListQuery()

export default async function OneImportPage({ params, searchParams }: PageProps<'/contacts/import/[id]'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  const { before, after } = readRowsQuery(await searchParams)
  if (!z.uuid().safeParse(id).success) notFound()
  const [view, lists] = await Promise.all([
    getImport(workspace, id).catch((error) => {
      if (isRefusal(error, 'not-found')) notFound()
      throw error
    }),
    listContactLists(workspace),
  ])
  const allContacts = <ButtonLink href="/contacts">All contacts</ButtonLink>
  return (
    <>
      <PageHeader title="Import contacts" description={view.fileName} />
      {view.status === 'open' ? (
        <ImportMapping
          view={view}
          action={submitImport}
          lists={lists.map(({ name }) => name)}
          today={todayIn(workspace.timeZone)}
        />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Alert
            tone={view.status === 'done' ? 'good' : 'info'}
            title={view.status === 'done' ? 'Import complete' : 'Import canceled'}
            action={allContacts}
          >
            {view.status === 'done'
              ? `${countOf(view.rows, 'row')} read, ${countOf(view.counts.added, 'contact')} added, ${view.counts.updated} updated.`
              : 'No contacts were added.'}
          </Alert>
          {view.status === 'done' && (
            <ImportRows
              result={view}
              title="Import results"
              downloadHref={`/api/contacts/imports/${id}/rows`}
              page={{ href: `/contacts/import/${id}`, before, after }}
            />
          )}
        </div>
      )}
    </>
  )
}
