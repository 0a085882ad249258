import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { LibraryTemplate } from '@/lib/templates/views'
import { kindLabels } from './template-labels'
import { TemplateThumbnail } from './template-thumbnail'

type Props = {
  /** Each with the id its copy will get (R12). */
  starts: (LibraryTemplate & { copyId: string; pictureHref: string })[]
  start: FormAction
}

export function LibraryGrid({ starts, start }: Props) {
  return (
    <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {starts.map(({ key, kind, name, about, copyId, pictureHref }) => (
        <li key={key}>
          <Card className="grid h-full content-between gap-4">
            <div className="grid gap-2">
              <TemplateThumbnail href={pictureHref} />
              <div className="mt-2 flex items-start justify-between gap-2">
                <h3 className="font-medium">{name}</h3>
                <Badge tone={kind === 'email' ? 'brand' : 'brass'}>{kindLabels[kind]}</Badge>
              </div>
              <p className="text-sm text-muted">{about}</p>
            </div>
            <ActionForm
              action={start}
              hidden={{ id: copyId, key }}
              submit="Use template"
              submitLabel={`Use template: ${name} (${kindLabels[kind].toLowerCase()})`}
              variant="secondary"
              size="sm"
            />
          </Card>
        </li>
      ))}
    </ul>
  )
}
