import { Mail } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { CampaignTable } from '@/components/campaigns/campaign-table'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listCampaigns } from '@/lib/campaigns/list-campaigns'
import { listQuery } from '@/lib/core/paging/list-query'
import { DeletedNotice } from '../_work/deleted-notice'
import { restoreDraft } from './actions'

export const metadata: Metadata = { title: 'Campaigns' }

const CAMPAIGNS_A_PAGE = 25
const readQuery = listQuery()

export default async function CampaignsPage({ searchParams }: PageProps<'/campaigns'>) {
  const workspace = await requireWorkspace()
  const params = await searchParams
  const { before, after } = readQuery(params)
  const { rows, ...page } = await listCampaigns(workspace, { limit: CAMPAIGNS_A_PAGE, before, after })
  const create = <ButtonLink href="/campaigns/new">Create campaign</ButtonLink>
  return (
    <>
      <DeletedNotice params={params} href="/campaigns" message="Draft deleted." undo={restoreDraft} />
      <PageHeader title="Campaigns" description="Send personalized emails to a list." action={create} />
      {rows.length > 0 ? (
        <CampaignTable rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState icon={Mail} title={before ? 'No older campaigns' : 'No campaigns yet'} action={create}>
            Choose a list and a template, preview each email, and see the total cost before you send.
          </EmptyState>
        </Card>
      )}
      <Pagination label="Pages of campaigns" {...pageLinks('/campaigns', { before, after }, page)} />
    </>
  )
}
