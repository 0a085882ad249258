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

export const metadata: Metadata = { title: 'Campaigns' }

const CAMPAIGNS_A_PAGE = 25
const readQuery = listQuery()

export default async function CampaignsPage({ searchParams }: PageProps<'/campaigns'>) {
  const workspace = await requireWorkspace()
  const { before, after } = readQuery(await searchParams)
  const { rows, ...page } = await listCampaigns(workspace, { limit: CAMPAIGNS_A_PAGE, before, after })
  const create = <ButtonLink href="/campaigns/new">Create campaign</ButtonLink>
  return (
    <>
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
