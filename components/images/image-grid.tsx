import { ImageIcon } from 'lucide-react'
import Link from 'next/link'
import { workStatuses } from '@/components/paid-work/work-status'
import { Badge } from '@/components/ui/badge'
import { countOf, formatDate } from '@/lib/core/text/format'
import type { ImageGroup } from '@/lib/images/views'

const MOST_SHOWN = 5

/** One card for each image, with its versions, the newest last. */
export function ImageGrid({ rows, timeZone }: { rows: ImageGroup[]; timeZone: string }) {
  return (
    <ul className="grid grid-cols-2 gap-4 md:grid-cols-3 xl:grid-cols-4">
      {rows.map((row) => (
        <li
          key={row.rootId}
          className="overflow-hidden rounded-card border border-line bg-surface transition-colors hover:border-control"
        >
          <Link href={`/images/${row.id}`} className="block">
            <Thumbnail href={row.versions.findLast(({ href }) => href !== null)?.href ?? null} />
            <span className="grid gap-2 p-4">
              <span className="line-clamp-2 font-medium">{row.title}</span>
              <span className="flex flex-wrap items-center justify-between gap-2 text-sm text-muted">
                {row.versions.length > 1 ? `${countOf(row.versions.length, 'version')}, ` : ''}
                {formatDate(row.createdAt, timeZone)}
                <Badge tone={workStatuses[row.status].tone}>{workStatuses[row.status].label}</Badge>
              </span>
            </span>
          </Link>
          {row.versions.length > 1 && <VersionStrip row={row} />}
        </li>
      ))}
    </ul>
  )
}

/** The newest versions, small. The rest are on the image's page. */
function VersionStrip({ row: { title, versions } }: { row: ImageGroup }) {
  return (
    <ul aria-label={`Versions of ${title}`} className="flex gap-1.5 px-4 pb-4">
      {versions.slice(-MOST_SHOWN).map(({ id, number, href }) => (
        <li key={id} className="w-1/5 min-w-0">
          <Link
            href={`/images/${id}`}
            aria-label={`Version ${number} of ${title}`}
            className="block overflow-hidden rounded-control border border-line hover:border-control"
          >
            <Thumbnail href={href} />
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
