import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { CampaignResult } from '@/components/campaigns/campaign-result'
import { RecipientTable } from '@/components/campaigns/recipient-table'
import { WorkProgress } from '@/components/paid-work/work-progress'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { listRecipients } from '@/lib/campaigns/get-campaign'
import { stopCampaign } from '../actions'
import { campaignOf } from '../campaign-of'
import { BeforeSending } from './before-sending'

const PEOPLE_A_PAGE = 50

const Query = z.object({
  /** Whose mail the preview shows, from 1. */
  person: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  after: z.coerce.number().int().min(0).max(1_000_000).catch(0),
})

export async function generateMetadata({ params }: PageProps<'/campaigns/[id]'>): Promise<Metadata> {
  return { title: (await campaignOf((await params).id)).name }
}

export default async function CampaignPage({ params, searchParams }: PageProps<'/campaigns/[id]'>) {
  const workspace = await requireWorkspace()
  const [{ id }, query] = [await params, Query.parse(await searchParams)]
  const view = await campaignOf(id)
  const { status } = view
  const waits = status === 'draft' || status === 'scheduled' || status === 'refused' || status === 'held'
  const people = waits
    ? []
    : await listRecipients(workspace, id, { after: query.after, limit: PEOPLE_A_PAGE + 1 })
  const shown = people.slice(0, PEOPLE_A_PAGE)
  const unfinished = status === 'queued' || status === 'running'
  return (
    <>
      <PageHeader
        title={view.name}
        description={`To ${view.listName}`}
        action={
          <ButtonLink href="/campaigns" variant="secondary">
            All campaigns
          </ButtonLink>
        }
      />
      {waits ? (
        <BeforeSending workspace={workspace} view={view} person={query.person - 1} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          {unfinished && (
            <WorkProgress
              id={id}
              href={`/api/work/campaign/${id}/progress`}
              name="campaign"
              room="Campaigns"
              steps={[{ untilPercent: 100, words: 'Handing mails to the mail server' }]}
              initial={{ status, progressPercent: view.progressPercent }}
              cancel={stopCampaign}
            />
          )}
          {!unfinished && <CampaignResult view={view} timeZone={workspace.timeZone} />}
          {shown.length > 0 && (
            <RecipientTable
              rows={shown}
              firstHref={query.after > 0 ? `/campaigns/${id}` : null}
              nextHref={
                people.length > PEOPLE_A_PAGE ? `/campaigns/${id}?after=${shown.at(-1)?.position}` : null
              }
            />
          )}
        </div>
      )}
    </>
  )
}
