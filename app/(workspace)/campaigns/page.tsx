import { Mail } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { CampaignTable } from '@/components/campaigns/campaign-table'
import { LibraryPages } from '@/components/paid-work/pagination'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listCampaigns } from '@/lib/campaigns/list-campaigns'

export const metadata: Metadata = { title: 'Campaigns' }

const CAMPAIGNS_A_PAGE = 25
const Query = z.object({ before: z.uuid().optional().catch(undefined) })

export default async function CampaignsPage({ searchParams }: PageProps<'/campaigns'>) {
  const workspace = await requireWorkspace()
  const { before } = Query.parse(await searchParams)
  const { rows, nextBefore } = await listCampaigns(workspace, { limit: CAMPAIGNS_A_PAGE, before })
  const make = <ButtonLink href="/campaigns/new">New campaign</ButtonLink>
  return (
    <>
      <PageHeader
        title="Campaigns"
        description="One mail to everybody on a list, each their own."
        action={make}
      />
      {rows.length > 0 ? (
        <CampaignTable rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState icon={Mail} title={before ? 'No older campaigns' : 'No campaigns yet'} action={make}>
            Choose a list and a template, look at the mail as each person will get it, and see the total
            before you send.
          </EmptyState>
        </Card>
      )}
      <LibraryPages
        href="/campaigns"
        label="Pages of campaigns"
        search={undefined}
        show={undefined}
        before={before}
        nextBefore={nextBefore}
      />
    </>
  )
}
