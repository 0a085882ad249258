import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { formatDateTime } from '@/lib/core/text/format'
import { networkRules } from '@/lib/posts/shared/networks'
import type { PostRow } from '@/lib/posts/views'
import { postStatusLabel, waitReasons } from './post-labels'
import { PostThumbnail } from './post-thumbnail'

/** The posts, each row linking to its post. */
export function PostList({ rows, timeZone }: { rows: PostRow[]; timeZone: string }) {
  return (
    <Card className="p-0 sm:p-0">
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id}>
            <Row row={row} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Row({ row, timeZone }: { row: PostRow; timeZone: string }) {
  const { label, tone } = postStatusLabel(row)
  const networks = row.networks.map((network) => networkRules[network].label).join(', ')
  const about = `${networks || 'No text yet'} · ${formatDateTime(row.at, timeZone)}`
  return (
    <Link
      href={`/posts/${row.id}`}
      className="flex items-center gap-4 px-5 py-4 transition-colors first:rounded-t-card last:rounded-b-card hover:bg-sunken/60 sm:px-6"
    >
      <PostThumbnail href={row.imageHref ?? row.photoHref} title={row.title} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{row.title}</span>
        <span className="block text-sm text-muted">{row.waitsFor ? waitReasons[row.waitsFor] : about}</span>
      </span>
      <Badge tone={tone}>{label}</Badge>
    </Link>
  )
}
