import { randomUUID } from 'node:crypto'
import { LayoutTemplate } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { DraftForm } from '@/components/campaigns/draft-form'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { ownName } from '@/lib/workspaces/own-name'
import { saveDraft } from '../actions'
import { detailFields, loadDraftChoices } from '../draft-choices'

export const metadata: Metadata = { title: 'New campaign' }

export default async function NewCampaignPage() {
  const workspace = await requireWorkspace()
  const [{ templates, lists }, agentName] = await Promise.all([
    loadDraftChoices(workspace),
    ownName(workspace),
  ])
  const [first] = lists
  return (
    <>
      <PageHeader title="New campaign" description="You’ll review the email and its cost before sending." />
      {templates.length === 0 ? (
        <Card>
          <EmptyState
            icon={LayoutTemplate}
            title="Create a template first"
            action={<ButtonLink href="/templates">Choose a template</ButtonLink>}
          >
            A campaign starts from an email template. Templates are free.
          </EmptyState>
        </Card>
      ) : (
        <DraftForm
          action={saveDraft}
          id={randomUUID()}
          values={{
            name: '',
            listId: first?.id ?? '',
            templateId: '',
            subject: '',
            details: { agent_name: agentName },
          }}
          templates={templates}
          lists={lists}
          details={detailFields}
          keptFields={null}
        />
      )}
    </>
  )
}
