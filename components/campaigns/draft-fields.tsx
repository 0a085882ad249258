'use client'

import { PictureChooser } from '@/components/templates/blocks/picture-chooser'
import { Button } from '@/components/ui/buttons/button'
import { Field, Input } from '@/components/ui/forms/field'
import { Select } from '@/components/ui/forms/select'
import { countOf } from '@/lib/core/text/format'
import { pictureNameOf, pictureValue } from '@/lib/templates/shared/blocks'
import type { MergeField } from '@/lib/templates/views'

/** Merge fields of a text by name; `required` have no default, so they would be blank. */
export type UsedFields = { fields: string[]; required: string[] }
export type TemplateChoice = { id: string; name: string; subject: string; used: UsedFields }
export type ListChoice = { id: string; name: string; mailable: number }
export type DraftValues = {
  name: string
  listId: string
  templateId: string
  subject: string
  details: Record<string, string>
}

export type DraftChoices = {
  templates: TemplateChoice[]
  lists: ListChoice[]
  /** The merge fields that can be filled in. */
  details: MergeField[]
}

type Props = DraftChoices & {
  values: DraftValues
  onChange: (change: Partial<DraftValues>) => void
  /** The merge fields of a draft that keeps its current content; null if a template must be chosen. */
  keptFields?: UsedFields | null
}

/** Who an email goes to, its content, and the merge fields that need values. */
export function DraftFields({ values, onChange, templates, lists, details, keptFields = null }: Props) {
  const template = templates.find((choice) => choice.id === values.templateId)
  const { fields, required } = template?.used ?? keptFields ?? { fields: [], required: [] }
  const isRequired = (name: string) => required.includes(name) || lacksDefault(values.subject, name)
  const shown = details.filter(
    ({ name, of }) =>
      isRequired(name) || (of === 'details' && (fields.includes(name) || values.subject.includes(name))),
  )
  const fill = (name: string, value: string) => onChange({ details: { ...values.details, [name]: value } })
  return (
    <>
      <Field label="Recipients" name="listId">
        <Select value={values.listId} onChange={(event) => onChange({ listId: event.currentTarget.value })}>
          {lists.map((list) => (
            <option key={list.id} value={list.id}>
              {list.name} ({countOf(list.mailable, 'person', 'people')})
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Template" name="templateId">
        <Select
          required={!keptFields}
          value={values.templateId}
          onChange={(event) => {
            const chosen = templates.find((choice) => choice.id === event.currentTarget.value)
            onChange({ templateId: chosen?.id ?? '', ...(chosen && { subject: chosen.subject }) })
          }}
        >
          <option value="">{keptFields ? 'Keep current content' : 'Choose a template'}</option>
          {templates.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Subject" name="subject">
        <Input
          required
          maxLength={150}
          value={values.subject}
          onChange={(event) => onChange({ subject: event.currentTarget.value })}
        />
      </Field>
      {shown.length > 0 && (
        <fieldset className="grid items-start gap-4 border-t border-line pt-5 sm:grid-cols-2">
          <legend className="sr-only">Template fields</legend>
          {shown.map((field) =>
            field.name === 'property_photo' ? (
              <PhotoInput
                key={field.name}
                value={values.details[field.name] ?? ''}
                onChange={(value) => fill(field.name, value)}
              />
            ) : (
              <MergeFieldInput
                key={field.name}
                field={field}
                required={isRequired(field.name)}
                value={values.details[field.name] ?? ''}
                onChange={(value) => fill(field.name, value)}
              />
            ),
          )}
        </fieldset>
      )}
    </>
  )
}

/** The photo of a listing card. */
function PhotoInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const name = pictureNameOf(value) ?? ''
  return (
    <div className="grid gap-1.5 sm:col-span-2">
      <p className="text-sm font-medium">Listing photo</p>
      <input type="hidden" name="detail.property_photo" value={value} />
      <PictureChooser
        label="Listing photo"
        name={name}
        alt="The chosen photo of the listing"
        onChange={(next) => onChange(pictureValue(next))}
      />
      {name && (
        <Button variant="ghost" size="sm" className="justify-self-start" onClick={() => onChange('')}>
          Send without a photo
        </Button>
      )}
    </div>
  )
}

type FieldProps = {
  field: MergeField
  required: boolean
  value: string
  onChange: (value: string) => void
}

/** The value of one merge field. The example is a hint, not a placeholder: a field that looks filled in could be sent empty. */
function MergeFieldInput({ field, required, value, onChange }: FieldProps) {
  const { name, label, example, of } = field
  const isFallback = of === 'person'
  const must = required && !isFallback
  return (
    <Field
      label={isFallback ? `${label} (fallback)` : `${label}${must ? '' : ' (optional)'}`}
      hint={isFallback ? 'Used for contacts without this information.' : `For example: ${example}`}
      name={`detail.${name}`}
    >
      <Input
        maxLength={300}
        required={must}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  )
}

/** Whether a text uses the field without a default: `{{ area }}`, not `{{ area | default: "here" }}`. */
const lacksDefault = (text: string, name: string) =>
  (text.match(/\{\{[^{}]*\}\}/g) ?? []).some(
    (field) =>
      field
        .slice(2)
        .trim()
        .split(/[\s|}]/)[0] === name && !field.includes('default'),
  )
