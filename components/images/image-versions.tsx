import Link from 'next/link'
import { workStatuses } from '@/components/paid-work/work-status'
import { Badge } from '@/components/ui/badge'
import { formatCredits } from '@/lib/core/text/format'
import type { ImageVersion } from '@/lib/images/views'
import { Thumbnail } from './image-grid'
import { actionLabels } from './image-labels'
import { VersionCaption } from './version-caption'

/** All versions of one brief, with their origin and cost. */
export function ImageVersions({ versions, shownId }: { versions: ImageVersion[]; shownId: string }) {
  const numberOf = new Map(versions.map(({ id, number }) => [id, number]))
  return (
    <section aria-labelledby="versions" className="mt-10">
      <h2 id="versions" className="mb-4 text-lg font-semibold">
        Versions
      </h2>
      <ol className="grid grid-cols-2 gap-4 md:grid-cols-4 xl:grid-cols-5">
        {versions.map((version) => (
          <li key={version.id}>
            <Link
              href={`/images/${version.id}`}
              aria-current={version.id === shownId ? 'page' : undefined}
              className="block overflow-hidden rounded-card border border-line bg-surface aria-[current]:border-brand"
            >
              <Thumbnail href={version.href} />
              <span className="grid gap-1 p-3 text-sm">
                <span className="font-medium">
                  Version {version.number}: {actionLabels[version.action]}
                </span>
                {version.parentId && (
                  <span className="text-muted">from version {numberOf.get(version.parentId)}</span>
                )}
                <VersionCaption version={version} />
                {version.paid ? (
                  <span className="text-muted">{formatCredits(version.paid.credits)}</span>
                ) : (
                  <Badge tone={workStatuses[version.status].tone} className="justify-self-start">
                    {workStatuses[version.status].label}
                  </Badge>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
