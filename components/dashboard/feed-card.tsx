'use client'

import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import type { FeedRow, PostRow } from './card-rows'

/** Property feeds and posts that need attention. */
export function FeedCard({ feeds, posts }: { feeds: FeedRow[]; posts: PostRow[] }) {
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
          {feeds.map(({ id, name, detail, label, tone }) => (
            <li key={id} className="flex items-start justify-between gap-3">
              <span className="min-w-0">
                <span className="block font-medium wrap-anywhere">{name}</span>
                <span className="block text-muted">{detail}</span>
              </span>
              <Badge tone={tone}>{label}</Badge>
            </li>
          ))}
        </ul>
      )}
      {posts.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {posts.map(({ show, label }) => (
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
