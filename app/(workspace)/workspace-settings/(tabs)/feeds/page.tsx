import { randomUUID } from 'node:crypto'
import { Rss } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import {
  changeFeed,
  decideMissingListings,
  disconnectFeed,
  pauseFeed,
  reconnectFeed,
  rotateFeedUrl,
  uploadFeedFile,
} from '@/app/(workspace)/workspace-settings/_actions/feed-actions'
import { FeedCard } from '@/components/feeds/feed-card'
import { FollowWork } from '@/components/feeds/follow-work'
import { RunList } from '@/components/feeds/run-list'
import { UploadForm } from '@/components/feeds/upload-form'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { pageLinks } from '@/components/ui/paging/page-links'
import { can } from '@/lib/auth/permissions'
import { listQuery } from '@/lib/core/paging/list-query'
import { listFeeds, listRunErrors, listRuns } from '@/lib/feeds/connections/list-feeds'

export const metadata: Metadata = { title: 'Settings' }

const RUNS_SHOWN = 10
const ERRORS_SHOWN = 20

const readRunsQuery = listQuery({ prefix: 'files-' })
const link = 'font-medium text-brand-ink underline underline-offset-3'

/** Where listings come from: connected CRMs, uploads, and every file that was received. */
export default async function FeedSettingsPage({ searchParams }: PageProps<'/workspace-settings/feeds'>) {
  const workspace = await requireWorkspace()
  const runsQuery = readRunsQuery(await searchParams)
  const [feeds, { rows: runs, ...runsPage }] = await Promise.all([
    listFeeds(workspace),
    listRuns(workspace, { ...runsQuery, limit: RUNS_SHOWN }),
  ])
  const failed = runs.filter(({ errorCount }) => errorCount > 0).map(({ id }) => id)
  const errors = await listRunErrors(workspace, failed, ERRORS_SHOWN)
  const inProgress = runs.some(({ status }) => status === 'queued' || status === 'running')
  const connected = feeds.filter(({ disconnectedAt }) => disconnectedAt === null)
  const mayManage = can(workspace.role, 'feeds.manage')
  const connect = mayManage && <ButtonLink href="/workspace-settings/feeds/connect">Connect a CRM</ButtonLink>
  if (feeds.length === 0)
    return (
      <Card>
        <EmptyState icon={Rss} title="No CRM connected" action={connect}>
          Your CRM can send us REAXML, RESO JSON or Rightmove BLM files, or we can fetch them. Each new
          listing gets a post. Updates are free.{' '}
          <Link href="/help/property-feed" className={link}>
            How it works
          </Link>
        </EmptyState>
      </Card>
    )
  const { timeZone } = workspace
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {inProgress && <FollowWork />}
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="max-w-2xl text-muted">
          CRMs that send your{' '}
          <Link href="/listings" className={link}>
            listings
          </Link>
          .{' '}
          <Link href="/help/property-feed" className={link}>
            How it works
          </Link>
        </p>
        {connect}
      </div>
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
        pages={pageLinks('/workspace-settings', runsQuery, runsPage, {
          prefix: 'files-',
          kept: { tab: 'feeds' },
          hash: '#files',
        })}
      />
    </div>
  )
}
