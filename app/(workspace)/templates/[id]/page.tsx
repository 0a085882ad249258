import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { TemplateEditor } from '@/components/templates/template-editor'
import { kindLabels } from '@/components/templates/template-labels'
import { ButtonLink } from '@/components/ui/buttons/button'
import { ActionForm } from '@/components/ui/forms/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { isRefusal } from '@/lib/core/errors'
import { mergeFields, PHOTO_FIELD } from '@/lib/templates/merge-fields'
import { previewTemplate } from '@/lib/templates/render/preview'
import { getTemplate } from '@/lib/templates/templates'
import { deleteTemplate, duplicateTemplate, saveTemplateOrSendTest } from '../actions'

export const metadata: Metadata = { title: 'Template' }

export default async function TemplatePage({ params }: PageProps<'/templates/[id]'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  const template = await getTemplate(workspace, id).catch((error) => {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  })
  const preview = await previewTemplate(workspace, template)
  return (
    <>
      <PageHeader
        title={template.name}
        description={`${kindLabels[template.kind]} template, free to use`}
        action={
          <div className="flex flex-wrap items-start gap-2">
            <ActionForm action={deleteTemplate} hidden={{ id }} submit="Delete" variant="ghost" />
            <ActionForm
              action={duplicateTemplate}
              hidden={{ id: randomUUID(), fromId: id }}
              submit="Duplicate"
              variant="secondary"
            />
            <ButtonLink href="/templates" variant="secondary">
              All templates
            </ButtonLink>
          </div>
        }
      />
      <TemplateEditor
        key={id}
        id={id}
        template={template}
        fields={mergeFields.filter(({ name }) => name !== PHOTO_FIELD)}
        action={saveTemplateOrSendTest}
        preview={preview}
      />
    </>
  )
}
