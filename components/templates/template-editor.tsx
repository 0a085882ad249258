'use client'

import { useRef, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import type { MergeField, Preview, TemplateContent } from '@/lib/templates/views'
import { TextArea } from '../ui/forms/text-area'
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

const HELP =
  '# heading, - list, **bold**, [text](https://example.com). A link on its own line becomes a button. Leave a blank line between paragraphs.'

export function TemplateEditor({ id, template, fields, action, preview: initial }: Props) {
  const form = useForm(action)
  const [content, setContent] = useState(template)
  const area = useRef<HTMLTextAreaElement>(null)
  const preview = usePreview(content, initial)
  const type =
    (name: 'name' | 'subject' | 'body') =>
    (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { value } = event.currentTarget
      setContent((before) => ({ ...before, [name]: value }))
    }
  const insert = (name: string) => {
    const at = area.current?.selectionStart ?? content.body.length
    const field = `{{ ${name} }}`
    setContent((before) => ({ ...before, body: before.body.slice(0, at) + field + before.body.slice(at) }))
    area.current?.focus()
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
              <Input required maxLength={150} value={content.subject} onChange={type('subject')} />
            </Field>
          ) : (
            <input type="hidden" name="subject" value="" />
          )}
          <Field label="Content" hint={isEmail ? HELP : undefined} name="body">
            <TextArea ref={area} required rows={16} value={content.body} onChange={type('body')} />
          </Field>
          <fieldset>
            <legend className="mb-2 text-sm font-medium">Insert field</legend>
            <div className="flex flex-wrap gap-1.5">
              {fields.map(({ name, label }) => (
                <Button key={name} size="sm" variant="secondary" onClick={() => insert(name)}>
                  {label}
                </Button>
              ))}
            </div>
            <p className="mt-2 text-sm text-muted">
              Add a default for missing values: {'{{ first_name | default: "there" }}'}
            </p>
          </fieldset>
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
