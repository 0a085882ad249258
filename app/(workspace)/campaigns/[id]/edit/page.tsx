import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { DraftForm } from '@/components/campaigns/draft-form'
import { PageHeader } from '@/components/ui/page-header'
import { ownName } from '@/lib/auth/person-name'
import { saveDraft } from '../../actions'
import { detailFields, fieldsIn, loadDraftChoices } from '../../draft-choices'
import { loadCampaign } from '../../load-campaign'

export const metadata: Metadata = { title: 'Edit campaign' }

export default async function EditCampaignPage({ params }: PageProps<'/campaigns/[id]/edit'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  const [campaign, { templates, lists }, agentName] = await Promise.all([
    loadCampaign(id),
    loadDraftChoices(workspace),
    ownName(workspace),
  ])
  if (campaign.status !== 'draft') redirect(`/campaigns/${id}`)
  const { name, listId, subject, body, details } = campaign
  return (
    <>
      <PageHeader title="Edit campaign" description={name} />
      <DraftForm
        action={saveDraft}
        id={id}
        values={{
          name,
          listId: listId ?? '',
          templateId: '',
          subject,
          details: { agent_name: agentName, ...details },
        }}
        templates={templates}
        lists={lists}
        details={detailFields}
        keptFields={fieldsIn(subject, body)}
      />
    </>
  )
}
