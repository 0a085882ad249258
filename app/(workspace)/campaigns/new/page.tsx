import { randomUUID } from 'node:crypto'
import { LayoutTemplate } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { DraftForm } from '@/components/campaigns/draft-form'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { keepDraft } from '../actions'
import { detailFields, draftChoices } from '../draft-choices'

export const metadata: Metadata = { title: 'New campaign' }

export default async function NewCampaignPage() {
  const workspace = await requireWorkspace()
  const { templates, lists } = await draftChoices(workspace)
  const [first] = lists
  return (
    <>
      <PageHeader title="New campaign" description="Nothing is sent before you have seen it and its price." />
      {templates.length === 0 ? (
        <Card>
          <EmptyState
            icon={LayoutTemplate}
            title="First a template"
            action={<ButtonLink href="/templates">Choose a template</ButtonLink>}
          >
            A campaign needs the words of an email template. They cost nothing.
          </EmptyState>
        </Card>
      ) : (
        <DraftForm
          action={keepDraft}
          id={randomUUID()}
          values={{ name: '', listId: first?.id ?? '', templateId: '', subject: '', details: {} }}
          templates={templates}
          lists={lists}
          details={detailFields}
          keptFields={null}
        />
      )}
    </>
  )
}
