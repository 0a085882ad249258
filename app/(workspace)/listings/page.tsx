import { randomUUID } from 'node:crypto'
import { Building2 } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { listingLabels } from '@/components/feeds/feed-labels'
import { FollowWork } from '@/components/feeds/follow-work'
import { ListingList } from '@/components/feeds/listing-list'
import { WaitingCard } from '@/components/feeds/waiting-card'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { FilterBar } from '@/components/ui/paging/filter-bar'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { can } from '@/lib/auth/permissions'
import { listQuery } from '@/lib/core/paging/list-query'
import { listFeeds, listRuns, waitingPosts } from '@/lib/feeds/connections/list-feeds'
import { listingFilters, listListings } from '@/lib/feeds/listings/list-listings'
import { generateWaitingPosts } from './actions'

export const metadata: Metadata = { title: 'Listings' }

const LISTINGS_SHOWN = 25
/** A file that is being imported is among the newest. */
const RUNS_CHECKED = 10

const readQuery = listQuery({ filter: z.enum(listingFilters) })

export default async function ListingsPage({ searchParams }: PageProps<'/listings'>) {
  const workspace = await requireWorkspace()
  const query = readQuery(await searchParams)
  const [{ rows, ...page }, feeds, { rows: runs }, waiting, { nextStep }] = await Promise.all([
    listListings(workspace, { ...query, limit: LISTINGS_SHOWN }),
    listFeeds(workspace),
    listRuns(workspace, { limit: RUNS_CHECKED }),
    waitingPosts(workspace),
    summaryOf(workspace),
  ])
  const inProgress =
    runs.some(({ status }) => status === 'queued' || status === 'running') || (waiting.counts.next ?? 0) > 0
  const { search, filter, before } = query
  const isNarrowed = Boolean(search || filter)
  return (
    <>
      <PageHeader
        title="Listings"
        description="Homes from your CRM, with a post for each new one."
        action={
          feeds.length > 0 && (
            <ButtonLink href="/workspace-settings?tab=feeds" variant="secondary">
              Manage feeds
            </ButtonLink>
          )
        }
      />
      {inProgress && <FollowWork />}
      <div className="mb-6 empty:mb-0">
        <WaitingCard
          action={generateWaitingPosts}
          waiting={waiting}
          nextStep={nextStep}
          requestId={randomUUID()}
        />
      </div>
      {(rows.length > 0 || isNarrowed) && (
        <FilterBar
          href="/listings"
          label="Search listings"
          search={search}
          filter={filter}
          choices={listingFilters.map((value) => ({ value, label: listingLabels[value].label }))}
        />
      )}
      {rows.length > 0 ? (
        <ListingList rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState
            icon={Building2}
            title={isNarrowed ? 'No matching listings' : before ? 'No older listings' : 'No listings yet'}
            action={
              isNarrowed || before ? null : feeds.length > 0 ? (
                <ButtonLink href="/workspace-settings?tab=feeds">Upload a file</ButtonLink>
              ) : can(workspace.role, 'feeds.manage') ? (
                <ButtonLink href="/workspace-settings/feeds/connect">Connect a CRM</ButtonLink>
              ) : null
            }
          >
            {isNarrowed ? (
              'Try another search or clear the filters.'
            ) : (
              <>
                They appear here when your CRM sends a file, we fetch one, or you upload one.{' '}
                <Link
                  href="/help/property-feed"
                  className="font-medium text-brand-ink underline underline-offset-3"
                >
                  How it works
                </Link>
              </>
            )}
          </EmptyState>
        </Card>
      )}
      <Pagination label="Pages of listings" {...pageLinks('/listings', query, page)} />
    </>
  )
}
