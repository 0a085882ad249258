'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input, TextArea } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import type { MergeField, Preview, TemplateContent } from '@/lib/templates/views'
import { BlockEditor } from './blocks/block-editor'
import { MergeChips } from './blocks/merge-chips'
import { PreviewPane } from './preview-pane'
import { usePreview } from './use-preview'

type Props = {
  id: string
  template: TemplateContent
  fields: MergeField[]
  /** Saves it or sends a test email, depending on the button pressed. */
  action: FormAction
  preview: Preview
}

export function TemplateEditor({ id, template, fields, action, preview: initial }: Props) {
  const form = useForm(action)
  const [content, setContent] = useState(template)
  const preview = usePreview(content, initial)
  const type =
    (name: 'name' | 'subject' | 'body') =>
    (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { value } = event.currentTarget
      setContent((before) => ({ ...before, [name]: value }))
    }
  const isEmail = template.kind === 'email'
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Form form={form} className="min-w-0">
        <Card className="grid gap-5">
          <UnsavedChanges name={`template ${id}`} state={form.state} saveIntent="save" />
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="kind" value={template.kind} />
          <Field label="Name" hint="Only your team sees it." name="name">
            <Input required maxLength={80} value={content.name} onChange={type('name')} />
          </Field>
          {isEmail ? (
            <Field label="Subject" name="subject">
              <Input
                data-merge=""
                required
                maxLength={150}
                value={content.subject}
                onChange={type('subject')}
              />
            </Field>
          ) : (
            <input type="hidden" name="subject" value="" />
          )}
          {isEmail ? (
            <BlockEditor
              body={template.body}
              onChange={(body) => setContent((before) => ({ ...before, body }))}
              error={form.errors.body}
            />
          ) : (
            <Field label="Content" name="body">
              <TextArea
                data-merge=""
                required
                rows={16}
                className="font-mono"
                value={content.body}
                onChange={type('body')}
              />
            </Field>
          )}
          <MergeChips fields={fields} />
          <FormMessage form={form} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton name="intent" value="save">
              Save
            </SubmitButton>
            {isEmail && (
              <SubmitButton name="intent" value="test" variant="secondary">
                Send test email
              </SubmitButton>
            )}
          </div>
        </Card>
      </Form>
      <PreviewPane preview={preview} note="Shown with sample data." />
    </div>
  )
}
