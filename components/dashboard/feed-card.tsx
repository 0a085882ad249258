import Link from 'next/link'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { countOf, inDays } from '@/lib/core/text/format'
import type { DashboardView, FeedHealth, PostCounts } from '@/lib/dashboard/views'

type Props = Pick<DashboardView, 'feeds' | 'posts' | 'asOf'> & { timeZone: string }

/** The property feed and the posts that wait for somebody; nothing where there is neither. */
export function FeedCard({ feeds, posts, asOf, timeZone }: Props) {
  const waiting = postLines(posts)
  if (feeds.length === 0 && waiting.length === 0) return null
  return (
    <Card aria-labelledby="feed-title" className="grid gap-4">
      <CardHeader
        id="feed-title"
        title="Listings and posts"
        action={
          <Link
            href="/property-feed"
            className="text-sm font-medium text-brand-ink underline underline-offset-3"
          >
            Property feed
          </Link>
        }
        className="mb-0"
      />
      {feeds.length > 0 && (
        <ul className="grid gap-3 text-sm">
          {feeds.map((feed) => {
            const { label, tone, words } = healthWords(feed, asOf, timeZone)
            return (
              <li key={feed.id} className="flex items-start justify-between gap-3">
                <span className="min-w-0">
                  <span className="block font-medium wrap-anywhere">{feed.name}</span>
                  <span className="block text-muted">{words}</span>
                </span>
                <Badge tone={tone}>{label}</Badge>
              </li>
            )
          })}
        </ul>
      )}
      {waiting.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {waiting.map(({ show, words }) => (
            <li key={show}>
              <Link
                href={`/posts?show=${show}`}
                className="font-medium text-brand-ink underline underline-offset-3"
              >
                {words}
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
    { show: 'due', count: due, words: `${countOf(due, 'post is', 'posts are')} due` },
    { show: 'draft', count: draft, words: `${countOf(draft, 'draft waits', 'drafts wait')} to be approved` },
    {
      show: 'waiting',
      count: waiting,
      words: `${countOf(waiting, 'listing waits', 'listings wait')} for a post`,
    },
  ]
  return lines.filter(({ count }) => count > 0)
}

type Health = { label: string; tone: BadgeTone; words: string }

function healthWords({ lastHeardAt, failure, paused }: FeedHealth, asOf: string, timeZone: string): Health {
  const heard = lastHeardAt ? `Heard of ${inDays(asOf, lastHeardAt, timeZone)}` : 'Nothing has come yet'
  if (failure) return { label: 'Trouble', tone: 'bad', words: failure }
  if (paused) return { label: 'Paused', tone: 'warn', words: `${heard}; posts wait.` }
  return { label: lastHeardAt ? 'Well' : 'New', tone: lastHeardAt ? 'good' : 'neutral', words: heard }
}
