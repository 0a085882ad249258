import { randomUUID } from 'node:crypto'
import { LayoutTemplate } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { RecurringForm } from '@/components/recurring/recurring-form'
import { SourceNote } from '@/components/reuse/source-note'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { ownName } from '@/lib/auth/person-name'
import { quoteLists } from '@/lib/recurring/cost'
import { LAST_DAY } from '@/lib/recurring/recurring-input'
import { sourceInQuery } from '@/lib/reuse/shared/source'
import { templateFor } from '@/lib/reuse/template-for'
import { loadSource } from '../../_work/load-source'
import { detailFields, loadDraftChoices } from '../../campaigns/draft-choices'
import { createRecurringReport } from '../actions'

export const metadata: Metadata = { title: 'New recurring report' }

/** Filled in again for each run. */
const FILLED_IN = ['area', 'figure', 'report_url']

const Query = z.object({ from: sourceInQuery })

export default async function NewRecurringPage({ searchParams }: PageProps<'/recurring/new'>) {
  const workspace = await requireWorkspace()
  const { from } = Query.parse(await searchParams)
  if (from?.kind !== 'report') redirect('/recurring')
  const [{ templates, lists }, agentName, source] = await Promise.all([
    loadDraftChoices(workspace),
    ownName(workspace),
    loadSource(workspace, from),
  ])
  if (!source) redirect('/recurring')
  const costs = await quoteLists(workspace, lists)
  const template = templateFor({ area: '', figure: '', report_url: '' }, templates)
  return (
    <>
      <PageHeader
        title="New recurring report"
        description="Each month we make this report with your newest sales and email it to a list."
      />
      <SourceNote source={source}>Its area and the length of its period stay the same.</SourceNote>
      {templates.length === 0 ? (
        <Card>
          <EmptyState
            icon={LayoutTemplate}
            title="Create a template first"
            action={<ButtonLink href="/templates">Choose a template</ButtonLink>}
          >
            The email starts from a template. Templates are free.
          </EmptyState>
        </Card>
      ) : (
        <RecurringForm
          action={createRecurringReport}
          id={randomUUID()}
          reportId={source.id}
          values={{
            name: source.title.slice(0, 80),
            listId: lists[0]?.id ?? '',
            templateId: template?.id ?? '',
            subject: template?.subject ?? '',
            details: { agent_name: agentName },
          }}
          templates={templates}
          lists={lists}
          costs={costs}
          details={detailFields.filter(({ name }) => !FILLED_IN.includes(name))}
          lastDay={LAST_DAY}
          timeZone={workspace.timeZone}
        />
      )}
    </>
  )
}
