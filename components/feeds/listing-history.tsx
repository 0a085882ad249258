import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { formatDateTime } from '@/lib/core/text/format'
import type { FieldChange, ListingHistory } from '@/lib/feeds/views'
import { listingLabels, postLabel } from './feed-labels'

/** What a CRM changed about a listing and when, with its post. */
export function ListingHistoryView({ listing, timeZone }: { listing: ListingHistory; timeZone: string }) {
  const { post, changes, firstSeenAt, hidesAddress, notForInternet } = listing
  return (
    <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
      <Card aria-labelledby="post-title">
        <CardHeader id="post-title" title="Post" className="mb-2" />
        {post ? (
          <Link href={`/posts/${post.id}`} className="text-sm text-brand-ink underline underline-offset-2">
            {postLabel(post, notForInternet)}
          </Link>
        ) : (
          <p className="text-sm text-muted">{postLabel(post, notForInternet)}</p>
        )}
        {notForInternet && <p className="mt-2 text-sm">{notForInternet}</p>}
        {hidesAddress && (
          <p className="mt-2 text-sm">
            The feed hides this address from the public. It never appears in posts. Only your members see it.
          </p>
        )}
      </Card>
      <Card aria-labelledby="changes-title">
        <CardHeader id="changes-title" title="Changes" description="Newest first. Changes are free." />
        <ol className="grid gap-5 text-sm">
          {changes.map(({ at, fields }) => (
            <li key={at} className="grid gap-1.5">
              <span className="text-muted">{formatDateTime(at, timeZone)}</span>
              <ul className="grid gap-1">
                {fields.map((change) => (
                  <li key={change.field} className="wrap-anywhere">
                    {changeLabel(change)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
          <li className="grid gap-1.5">
            <span className="text-muted">{formatDateTime(firstSeenAt, timeZone)}</span>
            <span>First received</span>
          </li>
        </ol>
      </Card>
    </div>
  )
}

const isStatus = (change: FieldChange): change is FieldChange & { field: 'status' } =>
  change.field === 'status'

function changeLabel(change: FieldChange): string {
  if (!isStatus(change)) return `${change.field}: ${change.before} → ${change.after}`
  const { before, after } = change as Extract<FieldChange, { before: keyof typeof listingLabels }>
  return `Status: ${listingLabels[before].label} → ${listingLabels[after].label}`
}
