import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { CampaignResult } from '@/components/campaigns/campaign-result'
import { PausedCard } from '@/components/campaigns/paused-card'
import { RecipientTable } from '@/components/campaigns/recipient-table'
import { SlowedNote } from '@/components/campaigns/slowed-note'
import { WorkProgress } from '@/components/paid-work/work-progress'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { listRecipients } from '@/lib/campaigns/get-campaign'
import { readSlowdown } from '@/lib/campaigns/sending/slow/read-slowdown'
import { recipientFilters } from '@/lib/campaigns/shared/outcomes'
import { numberedListQuery } from '@/lib/core/paging/list-query'
import { resumeCampaign, stopCampaign } from '../actions'
import { loadCampaign } from '../load-campaign'
import { BeforeSending } from './before-sending'

const PEOPLE_A_PAGE = 50

/** The recipient shown in the preview, from 1. */
const Person = z.coerce.number().int().min(1).max(1_000_000).catch(1)
const readPeopleQuery = numberedListQuery({ filter: z.enum(recipientFilters) })

export async function generateMetadata({ params }: PageProps<'/campaigns/[id]'>): Promise<Metadata> {
  return { title: (await loadCampaign((await params).id)).name }
}

export default async function CampaignPage({ params, searchParams }: PageProps<'/campaigns/[id]'>) {
  const workspace = await requireWorkspace()
  const [{ id }, query] = await Promise.all([params, searchParams])
  const { before, after, filter } = readPeopleQuery(query)
  const view = await loadCampaign(id)
  const { status } = view
  const isWaiting = status === 'draft' || status === 'scheduled' || status === 'refused' || status === 'held'
  const people = isWaiting
    ? null
    : await listRecipients(workspace, id, { before, after, filter, limit: PEOPLE_A_PAGE })
  const kept = filter ? `show=${filter}&` : ''
  const unfinished = status === 'queued' || status === 'running'
  const slowdown = unfinished ? await readSlowdown(workspace, id) : null
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
      {isWaiting ? (
        <BeforeSending workspace={workspace} view={view} person={Person.parse(query.person) - 1} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          {slowdown && <SlowedNote slowdown={slowdown} timeZone={workspace.timeZone} />}
          {unfinished && (
            <WorkProgress
              id={id}
              href={`/api/work/campaign/${id}/progress`}
              name="campaign"
              section="Campaigns"
              steps={[{ untilPercent: 100, words: 'Sending emails' }]}
              initial={{ status, progressPercent: view.progressPercent }}
              cancel={stopCampaign}
            />
          )}
          {status === 'paused' && (
            <PausedCard
              view={view}
              timeZone={workspace.timeZone}
              resume={resumeCampaign}
              cancel={stopCampaign}
            />
          )}
          {!unfinished && <CampaignResult view={view} timeZone={workspace.timeZone} />}
          {people && (people.rows.length > 0 || filter) && (
            <RecipientTable
              id={id}
              rows={people.rows}
              filter={filter}
              counts={{
                bounced: view.counts.bounced + view.counts.rejected,
                spam: view.counts.complained,
                unsubscribed: view.unsubscribed,
              }}
              pages={{
                previous: people.previousBefore
                  ? `/campaigns/${id}?${kept}before=${people.previousBefore}`
                  : null,
                next: people.nextAfter ? `/campaigns/${id}?${kept}after=${people.nextAfter}` : null,
              }}
            />
          )}
        </div>
      )}
    </>
  )
}
