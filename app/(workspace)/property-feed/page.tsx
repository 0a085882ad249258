import { randomUUID } from 'node:crypto'
import { House, Rss } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { FeedCard } from '@/components/feeds/feed-card'
import { FollowWork } from '@/components/feeds/follow-work'
import { ListingTable } from '@/components/feeds/listing-table'
import { RunList } from '@/components/feeds/run-list'
import { UploadForm } from '@/components/feeds/upload-form'
import { WaitingCard } from '@/components/feeds/waiting-card'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { can } from '@/lib/auth/permissions'
import { listQuery } from '@/lib/core/paging/list-query'
import {
  listFeeds,
  listListings,
  listRunErrors,
  listRuns,
  waitingPosts,
} from '@/lib/feeds/connections/list-feeds'
import {
  changeFeed,
  decideMissingListings,
  disconnectFeed,
  generateWaitingPosts,
  pauseFeed,
  reconnectFeed,
  rotateFeedUrl,
  uploadFeedFile,
} from './actions'

export const metadata: Metadata = { title: 'Property feed' }

const RUNS_SHOWN = 10
const ERRORS_SHOWN = 20
const LISTINGS_SHOWN = 50

const readRunsQuery = listQuery({ prefix: 'files-' })
const readListingsQuery = listQuery({ prefix: 'listings-' })

export default async function PropertyFeedPage({ searchParams }: PageProps<'/property-feed'>) {
  const workspace = await requireWorkspace()
  const params = await searchParams
  const [runsQuery, listingsQuery] = [readRunsQuery(params), readListingsQuery(params)]
  const [feeds, { rows: runs, ...runsPage }, { rows: listings, ...listingsPage }, waiting, { nextStep }] =
    await Promise.all([
      listFeeds(workspace),
      listRuns(workspace, { ...runsQuery, limit: RUNS_SHOWN }),
      listListings(workspace, { ...listingsQuery, limit: LISTINGS_SHOWN }),
      waitingPosts(workspace),
      summaryOf(workspace),
    ])
  const failed = runs.filter(({ errorCount }) => errorCount > 0).map(({ id }) => id)
  const errors = await listRunErrors(workspace, failed, ERRORS_SHOWN)
  const inProgress =
    runs.some(({ status }) => status === 'queued' || status === 'running') || (waiting.counts.next ?? 0) > 0
  const connected = feeds.filter(({ disconnectedAt }) => disconnectedAt === null)
  const mayManage = can(workspace.role, 'feeds.manage')
  const connect = mayManage ? <ButtonLink href="/property-feed/connect">Connect a CRM</ButtonLink> : undefined
  const { timeZone } = workspace
  return (
    <>
      <PageHeader
        title="Property feed"
        description={
          <>
            Listings from your CRM, with a post for each new one.{' '}
            {feeds.length > 0 && (
              <Link href="/help/property-feed" className="underline underline-offset-3">
                How it works
              </Link>
            )}
          </>
        }
        action={feeds.length > 0 ? connect : undefined}
      />
      {feeds.length === 0 ? (
        <Card>
          <EmptyState icon={Rss} title="No CRM connected" action={connect}>
            Your CRM can send us REAXML, RESO JSON or Rightmove BLM files, or we can fetch them. Each new
            listing gets a post. Updates are free.{' '}
            <Link
              href="/help/property-feed"
              className="font-medium text-brand-ink underline underline-offset-3"
            >
              How it works
            </Link>
          </EmptyState>
        </Card>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          {inProgress && <FollowWork />}
          <WaitingCard
            action={generateWaitingPosts}
            waiting={waiting}
            nextStep={nextStep}
            requestId={randomUUID()}
          />
          {feeds.map((feed) => (
            <FeedCard
              key={feed.id}
              feed={feed}
              mayManage={mayManage}
              timeZone={timeZone}
              requestId={randomUUID()}
              actions={{
                change: changeFeed,
                pause: pauseFeed,
                rotateUrl: rotateFeedUrl,
                disconnect: disconnectFeed,
                reconnect: reconnectFeed,
                decideMissing: decideMissingListings,
              }}
            />
          ))}
          {connected.length > 0 && (
            <UploadForm action={uploadFeedFile} feeds={connected.map(({ id, name }) => ({ id, name }))} />
          )}
          <RunList
            runs={runs}
            errors={Object.fromEntries(errors)}
            timeZone={timeZone}
            pages={pageLinks('/property-feed', runsQuery, runsPage, {
              prefix: 'files-',
              kept: { 'listings-before': listingsQuery.before, 'listings-after': listingsQuery.after },
              hash: '#files',
            })}
          />
          <Card id="listings" aria-labelledby="listings-title">
            <CardHeader id="listings-title" title="Listings" description="Most recently updated first." />
            {listings.length > 0 ? (
              <ListingTable rows={listings} timeZone={timeZone} />
            ) : (
              <EmptyState icon={House} title="No listings yet">
                They’ll appear here after your first file is imported.
              </EmptyState>
            )}
            <Pagination
              label="Pages of listings"
              {...pageLinks('/property-feed', listingsQuery, listingsPage, {
                prefix: 'listings-',
                kept: { 'files-before': runsQuery.before, 'files-after': runsQuery.after },
                hash: '#listings',
              })}
            />
          </Card>
        </div>
      )}
    </>
  )
}
