import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import type { RecipientPreview } from '@/lib/campaigns/views'
import { formatNumber } from '@/lib/core/text/format'

/** The email as each recipient will get it, one at a time. */
export function RecipientPreviewCard({ preview, href }: { preview: RecipientPreview; href: string }) {
  const { index, of, to, subject, html } = preview
  return (
    <Card aria-labelledby="preview-title" className="min-w-0">
      <CardHeader
        id="preview-title"
        title="Preview"
        description={`Recipient ${formatNumber(index + 1)} of ${formatNumber(of)}`}
        action={
          <nav aria-label="Preview recipients" className="flex gap-2">
            {index > 0 && (
              <ButtonLink href={`${href}?person=${index}`} scroll={false} variant="secondary" size="sm">
                Previous
              </ButtonLink>
            )}
            {index + 1 < of && (
              <ButtonLink href={`${href}?person=${index + 2}`} scroll={false} variant="secondary" size="sm">
                Next
              </ButtonLink>
            )}
          </nav>
        }
      />
      <p className="mb-1 text-sm break-all">
        <span className="text-muted">To: </span>
        {to}
      </p>
      <p className="mb-3 text-sm break-words">
        <span className="text-muted">Subject: </span>
        <span className="font-medium">{subject}</span>
      </p>
      <iframe
        title="Email preview"
        sandbox=""
        srcDoc={html}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need to scroll long emails.
        tabIndex={0}
        className="h-[34rem] w-full rounded-control border border-line bg-white"
      />
    </Card>
  )
}
