import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { MergedPart, TemplateRow } from '@/lib/templates/views'
import { MergedText } from './merged-text'
import { kindLabels } from './template-labels'
import { TemplateThumbnail } from './template-thumbnail'

/** The agency’s own templates. */
export function TemplateGrid({
  rows,
}: {
  rows: (TemplateRow & { excerpt: MergedPart[]; pictureHref: string })[]
}) {
  return (
    <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {rows.map(({ id, kind, name, excerpt, pictureHref }) => (
        <li key={id}>
          <Card className="grid h-full content-start gap-2">
            <TemplateThumbnail href={pictureHref} />
            <div className="mt-2 flex items-start justify-between gap-2">
              <Link
                href={`/templates/${id}`}
                className="font-medium text-brand-ink underline underline-offset-2"
              >
                {name}
              </Link>
              <Badge tone={kind === 'email' ? 'brand' : 'brass'}>{kindLabels[kind]}</Badge>
            </div>
            <p className="line-clamp-3 text-sm break-words text-muted">
              <MergedText parts={excerpt} />
            </p>
          </Card>
        </li>
      ))}
    </ul>
  )
}
