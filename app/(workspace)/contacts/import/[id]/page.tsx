import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { BadRows } from '@/components/contacts/bad-rows'
import { ImportMapping } from '@/components/contacts/import-mapping'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { getImport } from '@/lib/contacts/import-contacts'
import { contactListsOf } from '@/lib/contacts/lists'
import { isRefusal } from '@/lib/core/errors'
import { countOf } from '@/lib/core/format'
import { answerImport } from '../../actions'
import { todayIn } from '../../today'

export const metadata: Metadata = { title: 'Import contacts' }

export default async function OneImportPage({ params }: PageProps<'/contacts/import/[id]'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  const [view, lists] = await Promise.all([
    getImport(workspace, id).catch((error) => {
      if (isRefusal(error, 'not-found')) notFound()
      throw error
    }),
    contactListsOf(workspace),
  ])
  const all = <ButtonLink href="/contacts">All contacts</ButtonLink>
  return (
    <>
      <PageHeader title="Import contacts" description={view.fileName} />
      {view.status === 'open' ? (
        <ImportMapping
          view={view}
          action={answerImport}
          lists={lists.map(({ name }) => name)}
          today={todayIn(workspace.timeZone)}
        />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Alert
            tone={view.status === 'done' ? 'good' : 'info'}
            title={view.status === 'done' ? 'The file was taken in' : 'This import was cancelled'}
            action={all}
          >
            {view.status === 'done'
              ? `${countOf(view.added, 'new contact')}, ${countOf(view.merged, 'known one')} brought up to date, ${countOf(view.badRows.length, 'row')} left out.`
              : 'Nothing of it was stored.'}
          </Alert>
          {view.badRows.length > 0 && <BadRows rows={view.badRows} />}
        </div>
      )}
    </>
  )
}
