import { Inbox } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { PageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { dayInName, downloadName } from '@/lib/core/text/attachment'
import { countOf, formatDateTime, formatNumber } from '@/lib/core/text/format'
import type { RunError, RunRow } from '@/lib/feeds/views'
import { runLabels, sourceLabels } from './feed-labels'

type Props = { runs: RunRow[]; errors: Record<string, RunError[]>; timeZone: string; pages: PageLinks }

/** Received files with their results. */
export function RunList({ runs, errors, timeZone, pages }: Props) {
  return (
    <Card id="files" aria-labelledby="files-title">
      <CardHeader id="files-title" title="Files" description="We keep every original file." />
      {runs.length === 0 ? (
        <EmptyState icon={Inbox} title="No files yet">
          Send one from your CRM or upload one.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {runs.map((run) => (
            <Run key={run.id} run={run} errors={errors[run.id] ?? []} timeZone={timeZone} />
          ))}
        </ul>
      )}
      <Pagination label="Pages of files" {...pages} />
    </Card>
  )
}

function Run({ run, errors, timeZone }: { run: RunRow; errors: RunError[]; timeZone: string }) {
  const { status, source, feedName, fileHref, sizeBytes, createdAt, failure, errorCount, unlinkedCount } = run
  const when = formatDateTime(createdAt, timeZone)
  return (
    <li className="grid gap-2 py-4 text-sm first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span>
          <span className="font-medium">{when}</span>{' '}
          <span className="text-muted">
            {sourceLabels[source]}, {feedName}
          </span>
        </span>
        <Badge tone={runLabels[status].tone}>{runLabels[status].label}</Badge>
      </div>
      <p className="text-muted">
        {failure ??
          `${countOf(run.readCount, 'listing')}: ${formatNumber(run.newCount)} new, ${formatNumber(run.changedCount)} changed, ${countOf(run.postCount, 'post')}`}
      </p>
      {unlinkedCount > 0 && (
        <p>
          {countOf(unlinkedCount, 'listing has photos', 'listings have photos')} that are only file names, so
          their posts have no photo. Ask your CRM to send photo URLs, or let us fetch the file from the folder
          with its photos.
        </p>
      )}
      {errorCount > 0 && (
        <details>
          <summary className="w-fit cursor-pointer font-medium text-bad-ink">
            {countOf(errorCount, 'listing')} couldn’t be imported
          </summary>
          <ul className="mt-2 space-y-1.5 border-l-2 border-line pl-3">
            {errors.map(({ position, sourceKey, reason }) => (
              <li key={position}>
                Listing {position}
                {sourceKey ? ` (${sourceKey})` : ''}: {reason}
              </li>
            ))}
            {errorCount > errors.length && (
              <li className="text-muted">and {formatNumber(errorCount - errors.length)} more</li>
            )}
          </ul>
        </details>
      )}
      <DownloadLink
        href={fileHref}
        fileName={feedFileName(feedName, fileHref, createdAt, timeZone)}
        variant="text"
        className="w-fit"
      >
        Download <span className="sr-only">the file of {when} </span>(
        {formatNumber(Math.max(1, Math.round(sizeBytes / 1000)))} kB)
      </DownloadLink>
    </li>
  )
}

/** "Feed Main CRM Nov 27 2026.xml". The URL itself contains a hash instead of a name. */
function feedFileName(feedName: string, href: string, receivedAt: string, timeZone: string): string {
  const extension = href.slice(href.lastIndexOf('.') + 1)
  return downloadName(`Feed ${feedName} ${dayInName(receivedAt, timeZone)}`, extension)
}
