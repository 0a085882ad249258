import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import type { PersonPreview } from '@/lib/campaigns/views'
import { formatNumber } from '@/lib/core/text/format'

/** The mail as each person will get it, one after the other. */
export function PersonPreviewCard({ preview, href }: { preview: PersonPreview; href: string }) {
  const { index, of, to, subject, html } = preview
  return (
    <Card aria-labelledby="preview-title" className="min-w-0">
      <CardHeader
        id="preview-title"
        title="Preview"
        description={`As person ${formatNumber(index + 1)} of ${formatNumber(of)} gets it`}
        action={
          <nav aria-label="People of the preview" className="flex gap-2">
            {index > 0 && (
              <ButtonLink href={`${href}?person=${index}`} scroll={false} variant="secondary" size="sm">
                Before
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
        title="The mail as it looks"
        sandbox=""
        srcDoc={html}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long mail is scrolled by keyboard too.
        tabIndex={0}
        className="h-[34rem] w-full rounded-control border border-line bg-white"
      />
    </Card>
  )
}
