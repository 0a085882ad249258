import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { formatCredits, formatDateTime } from '@/lib/core/text/format'
import type { ImageView } from '@/lib/images/views'
import { actionLabels, formatLabels } from './image-labels'

const DOWNLOADS = { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' }
const link = 'font-medium text-brand-ink underline underline-offset-2'

type Props = {
  view: ImageView
  timeZone: string
  /** The public page with the original of an altered photo. */
  originalHref: string | null
}

/** The finished image, with who requested it, what it cost, and its downloads. */
export function ImageMade({ view, timeZone, originalHref }: Props) {
  const { shown, widthPixels, heightPixels } = view
  return (
    <Card className="grid gap-4">
      {/* biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it. */}
      <img
        src={shown.href ?? ''}
        alt={`Listing image: ${shown.title}`}
        width={widthPixels}
        height={heightPixels}
        className="mx-auto h-auto max-h-[75vh] w-auto max-w-full rounded-control"
      />
      <p className="text-sm text-muted">
        {actionLabels[shown.action]} with {shown.model} by {shown.createdBy} on{' '}
        {formatDateTime(shown.createdAt, timeZone)}. {formatLabels[shown.format]}
        {shown.onPhoto ? ', with your photo' : ''}.{' '}
        {shown.paid && (
          <Link
            href={billingHref('statement', { query: { before: shown.paid.entrySeq + 1 } })}
            className={link}
          >
            Cost {formatCredits(shown.paid.credits)}
          </Link>
        )}
      </p>
      {shown.parentId === null && shown.leftOut.length > 0 && (
        <p className="text-sm">Not drawn: {shown.leftOut.join('; ')}.</p>
      )}
      {originalHref && (
        <p className="text-sm">
          Labeled as an altered photo.{' '}
          <a href={originalHref} className={link}>
            Original photo
          </a>
          . Posts with this image link to it.
        </p>
      )}
      <p className="flex flex-wrap gap-4 text-sm">
        {Object.entries(DOWNLOADS).map(([format, label]) => (
          <DownloadLink
            key={format}
            href={`/api/images/${shown.id}/download?as=${format}`}
            variant="text"
            className="font-medium"
          >
            Download {label}
          </DownloadLink>
        ))}
      </p>
    </Card>
  )
}
