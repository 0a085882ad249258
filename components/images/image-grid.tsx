import { ImageIcon } from 'lucide-react'
import Link from 'next/link'
import { workStatuses } from '@/components/paid-work/work-status'
import { Badge } from '@/components/ui/badge'
import { formatDate } from '@/lib/core/text/format'
import type { ImageRow } from '@/lib/images/views'
import { actionLabels } from './image-labels'

/** A grid of images, each linked to its page. */
export function ImageGrid({ rows, timeZone }: { rows: ImageRow[]; timeZone: string }) {
  return (
    <ul className="grid grid-cols-2 gap-4 md:grid-cols-3 xl:grid-cols-4">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            href={`/images/${row.id}`}
            className="block overflow-hidden rounded-card border border-line bg-surface transition-colors hover:border-control"
          >
            <Thumbnail href={row.href} />
            <span className="grid gap-2 p-4">
              <span className="line-clamp-2 font-medium">{row.title}</span>
              <span className="flex flex-wrap items-center justify-between gap-2 text-sm text-muted">
                {actionLabels[row.action]}, {formatDate(row.createdAt, timeZone)}
                <Badge tone={workStatuses[row.status].tone}>{workStatuses[row.status].label}</Badge>
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

export function Thumbnail({ href }: { href: string | null }) {
  return (
    <span className="relative grid aspect-square place-items-center overflow-hidden bg-sunken text-muted">
      {href ? (
        // biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it.
        <img src={href} alt="" loading="lazy" className="absolute inset-0 size-full object-contain" />
      ) : (
        <ImageIcon className="size-8" aria-hidden="true" />
      )}
    </span>
  )
}
