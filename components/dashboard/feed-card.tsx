import Link from 'next/link'
import { feedStatus } from '@/components/feeds/feed-labels'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { countOf, inDays } from '@/lib/core/text/format'
import type { DashboardView, FeedHealth, PostCounts } from '@/lib/dashboard/views'

type Props = Pick<DashboardView, 'feeds' | 'posts' | 'asOf'> & { timeZone: string }

/** Property feeds and posts that need attention. Renders nothing if there are none. */
export function FeedCard({ feeds, posts, asOf, timeZone }: Props) {
  const waiting = postLines(posts)
  if (feeds.length === 0 && waiting.length === 0) return null
  return (
    <Card aria-labelledby="feed-title" className="grid gap-4">
      <CardHeader
        id="feed-title"
        title="Listings and posts"
        action={
          <Link href="/listings" className="text-sm font-medium text-brand-ink underline underline-offset-3">
            All listings
          </Link>
        }
        className="mb-0"
      />
      {feeds.length > 0 && (
        <ul className="grid gap-3 text-sm">
          {feeds.map((feed) => {
            const { label, tone, detail } = readHealth(feed, asOf, timeZone)
            return (
              <li key={feed.id} className="flex items-start justify-between gap-3">
                <span className="min-w-0">
                  <span className="block font-medium wrap-anywhere">{feed.name}</span>
                  <span className="block text-muted">{detail}</span>
                </span>
                <Badge tone={tone}>{label}</Badge>
              </li>
            )
          })}
        </ul>
      )}
      {waiting.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {waiting.map(({ show, label }) => (
            <li key={show}>
              <Link
                href={`/posts?show=${show}`}
                className="font-medium text-brand-ink underline underline-offset-3"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function postLines({ waiting, draft, due }: PostCounts) {
  const lines = [
    { show: 'due', count: due, label: `${countOf(due, 'post is', 'posts are')} ready to post` },
    { show: 'draft', count: draft, label: `${countOf(draft, 'draft needs', 'drafts need')} approval` },
    {
      show: 'waiting',
      count: waiting,
      label: `${countOf(waiting, 'listing needs', 'listings need')} a post`,
    },
  ]
  return lines.filter(({ count }) => count > 0)
}

type Health = ReturnType<typeof feedStatus> & { detail: string }

function readHealth(feed: FeedHealth, asOf: string, timeZone: string): Health {
  const { lastHeardAt, failure, paused } = feed
  const update = lastHeardAt ? `Last update ${inDays(asOf, lastHeardAt, timeZone)}` : 'No updates yet'
  const detail = failure ?? (paused ? `${update}. Posts are paused.` : update)
  return { ...feedStatus({ ...feed, isDisconnected: false }), detail }
}
