import Link from 'next/link'
import { PostThumbnail } from '@/components/posts/post-thumbnail'
import { UseMenu } from '@/components/reuse/use-menu'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { formatDateTime } from '@/lib/core/text/format'
import type { ListingRow } from '@/lib/feeds/views'
import { listingLabels, postLabel } from './feed-labels'

/** The listings, each with its photo, price and post, and what can be made from it. */
export function ListingList({ rows, timeZone }: { rows: ListingRow[]; timeZone: string }) {
  return (
    <Card className="p-0 sm:p-0">
      <ul aria-label="Listings" className="divide-y divide-line">
        {rows.map((row) => (
          <Row key={row.id} row={row} timeZone={timeZone} />
        ))}
      </ul>
    </Card>
  )
}

function Row({ row, timeZone }: { row: ListingRow; timeZone: string }) {
  const { id, title, priceWords, hidesAddress, notForInternet, sourceKey, status, post, updatedAt } = row
  const { label, tone } = listingLabels[status]
  const words = postLabel(post, notForInternet)
  return (
    <li id={id} className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4 sm:px-6">
      <PostThumbnail href={row.photoHref} title={title} />
      <div className="min-w-0 flex-1 basis-48">
        <Link href={`/listings/${id}`} className="font-medium wrap-anywhere underline underline-offset-2">
          {title}
        </Link>
        <p className="text-sm">{priceWords || sourceKey}</p>
        <p className="text-sm text-muted">
          {hidesAddress && 'Address hidden from the public · '}Updated {formatDateTime(updatedAt, timeZone)}
        </p>
      </div>
      <div className="grid justify-items-start gap-1 text-sm sm:w-44">
        <Badge tone={tone}>{label}</Badge>
        {post && post.status !== 'waiting' ? (
          <Link href={`/posts/${post.id}`} className="text-brand-ink underline underline-offset-2">
            {words}
          </Link>
        ) : (
          <span>{words}</span>
        )}
      </div>
      <div className="ml-auto sm:w-32 sm:text-right">
        {notForInternet === null && (
          <UseMenu
            source={{ kind: 'listing', id }}
            postId={post?.id}
            of={title}
            look={{ size: 'sm', variant: 'secondary' }}
          />
        )}
      </div>
    </li>
  )
}
