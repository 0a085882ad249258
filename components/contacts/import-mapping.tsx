'use client'

import {
  Choice,
  MappingForm,
  Options,
  useColumnFields,
  useTyped,
} from '@/components/file-import/mapping-form'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import { Table, Td, Th } from '@/components/ui/table'
import type { ImportField, ImportResult, ImportView } from '@/lib/contacts/views'
import { countOf } from '@/lib/core/text/format'
import { fileAudienceLabels, importFieldLabels } from './contact-labels'
import { ImportRows } from './import-rows'

type Props = {
  view: ImportView
  /** Previews, runs or cancels the import, depending on the button pressed. */
  action: FormAction
  lists: string[]
  today: string
}

/** Fields that one column fills. Of the others, such as several phone numbers, the best one of a row is used. */
const SINGLE_FIELDS: readonly ImportField[] = [
  'firstName',
  'lastName',
  'lastNamePrefix',
  'fullName',
  'consentSource',
]

const RULES = {
  fill: 'Keep existing values and fill in blanks',
  replace: 'Overwrite name and phone',
}

/** Maps the columns of a file, shows values of each, and previews the import. */
export function ImportMapping({ view, action, lists, today }: Props) {
  const form = useForm(action)
  const { fieldOf, choose } = useColumnFields<ImportField>(view.guessed, 'ignore', (field) =>
    SINGLE_FIELDS.includes(field),
  )
  const { typed, type } = useTyped({
    consentSource: '',
    consentAt: today,
    listName: '',
    rule: 'fill',
    everyone: view.everyone as string,
  })
  const { state } = form
  const checked = state?.ok ? (state.data as ImportResult) : null
  const blank = view.samples.filter((samples) => samples.length === 0).length
  const href = form.failure?.details?.href
  return (
    <MappingForm
      form={form}
      id={view.id}
      importLabel={`Import ${countOf(view.rows, 'row')}`}
      preview={checked && <ImportRows result={checked} title="Import preview" />}
      nextStep={
        typeof href === 'string' ? (
          <ButtonLink href={href} variant="secondary" size="sm">
            See plans
          </ButtonLink>
        ) : undefined
      }
    >
      <Card aria-labelledby="columns-title">
        <CardHeader
          id="columns-title"
          title="Columns"
          description={`${view.fileName}: ${countOf(view.rows, 'row')}. Choose what to import from each column.`}
        />
        <Table aria-label="Columns of the file">
          <thead>
            <tr>
              <Th>Column</Th>
              <Th>First values</Th>
              <Th>Import as</Th>
            </tr>
          </thead>
          <tbody>
            {view.columns.map((column, i) => {
              const samples = view.samples[i] ?? []
              const field = fieldOf(i)
              return samples.length === 0 ? null : (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns can share a name and are never reordered.
                <tr key={i}>
                  <Td className="max-w-48 break-words align-top font-medium">{column}</Td>
                  <Td className="min-w-40 align-top text-muted">
                    <ul className="grid gap-0.5">
                      {samples.map((sample) => (
                        <li key={sample} className="line-clamp-2 break-words">
                          {sample}
                        </li>
                      ))}
                    </ul>
                  </Td>
                  <Td className="min-w-48 align-top">
                    <Select
                      aria-label={`Import ${column} as`}
                      value={field}
                      onChange={(event) => choose(i, event.currentTarget.value as ImportField)}
                    >
                      <Options labels={importFieldLabels} />
                    </Select>
                  </Td>
                </tr>
              )
            })}
          </tbody>
        </Table>
        {view.columns.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one per column of the file, in its order.
          <input key={i} type="hidden" name="column" value={fieldOf(i)} />
        ))}
        {blank > 0 && (
          <p className="mt-3 text-sm text-muted">{countOf(blank, 'column')} without values not shown.</p>
        )}
        <UnusedColumns
          columns={view.columns.filter(
            (_, i) => fieldOf(i) === 'ignore' && (view.samples[i]?.length ?? 0) > 0,
          )}
        />
      </Card>
      <Card className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <Field label="Consent source" hint="Used for rows without their own." name="consentSource">
          <Input required maxLength={120} value={typed.consentSource} onChange={type('consentSource')} />
        </Field>
        <Field label="Consent date" name="consentAt">
          <Input type="date" required max={today} value={typed.consentAt} onChange={type('consentAt')} />
        </Field>
        <Field label="Add to list" hint="Optional. Created if it doesn’t exist." name="listName">
          <Input list="known-lists" maxLength={60} value={typed.listName} onChange={type('listName')} />
        </Field>
        <datalist id="known-lists">
          {lists.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Choice
          label="This file lists"
          hint="People who opted out elsewhere are suppressed here, and not added as contacts."
          name="everyone"
          value={typed.everyone}
          onChange={type('everyone')}
          labels={fileAudienceLabels}
        />
        <Choice
          label="Existing contacts"
          hint="Matched by email address. Tags are merged, and recorded consent is kept."
          name="rule"
          value={typed.rule}
          onChange={type('rule')}
          labels={RULES}
        />
      </Card>
    </MappingForm>
  )
}

/** Shown before importing, because these columns aren’t stored. */
function UnusedColumns({ columns }: { columns: string[] }) {
  if (columns.length === 0) return null
  return (
    <p className="mt-3 text-sm text-muted">
      {columns.length === 1 ? 'This column won’t be imported' : 'These columns won’t be imported'}:{' '}
      {columns.join(', ')}.
    </p>
  )
}
