import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Table, Td, Th } from '@/components/ui/table'
import { formatDateTime } from '@/lib/core/text/format'
import type { ListingRow } from '@/lib/feeds/views'
import { listingLabels, postLabel } from './feed-labels'

export function ListingTable({ rows, timeZone }: { rows: ListingRow[]; timeZone: string }) {
  return (
    <Table aria-label="Listings">
      <thead>
        <tr>
          <Th>Listing</Th>
          <Th>Status</Th>
          <Th>Post</Th>
          <Th>Updated</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(
          ({ id, title, priceWords, hidesAddress, notForInternet, sourceKey, status, post, updatedAt }) => (
            <tr key={id} id={id}>
              <Td className="min-w-44">
                <Link
                  href={`/property-feed/listings/${id}`}
                  className="font-medium underline underline-offset-2"
                >
                  {title}
                </Link>
                <span className="block text-muted">{priceWords || sourceKey}</span>
                {hidesAddress && <span className="block text-muted">Address hidden from the public</span>}
              </Td>
              <Td>
                <Badge tone={listingLabels[status].tone}>{listingLabels[status].label}</Badge>
              </Td>
              <Td className="min-w-36">
                {post && post.status !== 'waiting' ? (
                  <Link href={`/posts/${post.id}`} className="text-brand-ink underline underline-offset-2">
                    {postLabel(post, notForInternet)}
                  </Link>
                ) : (
                  postLabel(post, notForInternet)
                )}
              </Td>
              <Td className="whitespace-nowrap">{formatDateTime(updatedAt, timeZone)}</Td>
            </tr>
          ),
        )}
      </tbody>
    </Table>
  )
}
