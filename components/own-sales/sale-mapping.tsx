'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import { Table, Td, Th } from '@/components/ui/table'
import { countOf } from '@/lib/core/text/format'
import type { SaleField } from '@/lib/own-sales/reading/sale-fields'
import type { SaleImportView, SalePreview, SaleSetRow } from '@/lib/own-sales/views'
import { areaUnitLabels, dayOrderLabels, decimalLabels, saleFieldLabels } from './own-sales-labels'
import { PreviewCard } from './preview-card'

type Props = {
  view: SaleImportView
  guess: NonNullable<SaleImportView['guess']>
  sets: SaleSetRow[]
  /** Previews, starts or cancels the import, depending on the button pressed. */
  action: FormAction
}

/** Maps the columns of a file, and says how it writes numbers and days and where its sales go. */
export function SaleMapping({ view, guess, sets, action }: Props) {
  const form = useForm(action)
  const [fields, setFields] = useState<SaleField[]>(view.guessed)
  const [typed, setTyped] = useState({
    decimal: guess.decimal as string,
    dayOrder: guess.dayOrder as string,
    currency: guess.currency,
    areaUnit: guess.areaUnit as string,
    setId: sets.find((set) => set.currency === guess.currency && set.areaUnit === guess.areaUnit)?.id ?? '',
    name: '',
  })
  const type =
    (name: keyof typeof typed) => (event: React.ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
      const { value } = event.currentTarget
      setTyped((before) => ({ ...before, [name]: value }))
    }
  const target = sets.find(({ id }) => id === typed.setId)
  const measures = target ?? { currency: typed.currency, areaUnit: typed.areaUnit as SaleSetRow['areaUnit'] }
  const preview = form.state?.ok ? ((form.state.data as SalePreview | undefined) ?? null) : null
  return (
    <Form form={form} hidden={{ id: view.id }} className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Card aria-labelledby="columns-title">
        <CardHeader
          id="columns-title"
          title="Columns"
          description={`${countOf(view.rows, 'row')}. We recognized the columns by their names and content. Check them.`}
        />
        <Table label="First rows of the file">
          <thead>
            <tr>
              {view.columns.map((column, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns can share a name and are never reordered.
                <Th key={i} className="min-w-44 align-bottom">
                  <Field label={column}>
                    <Select
                      name="column"
                      value={fields[i] ?? 'ignore'}
                      onChange={(event) => {
                        const chosen = event.currentTarget.value as SaleField
                        setFields((before) =>
                          before.map((field, at) =>
                            at === i ? chosen : field === chosen ? 'ignore' : field,
                          ),
                        )
                      }}
                    >
                      {Object.entries(saleFieldLabels).map(([value, label]) => (
                        <option key={value} value={value}>
                          {label}
                        </option>
                      ))}
                    </Select>
                  </Field>
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.cells.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are never reordered.
              <tr key={row}>
                {cells.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: neither are cells.
                  <Td key={i} className={fields[i] === 'ignore' ? 'text-muted' : undefined}>
                    <span className="line-clamp-2 break-words">{cell}</span>
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <Card aria-labelledby="format-title">
        <CardHeader id="format-title" title="Format and data set" />
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <Choice
            label="Decimal mark"
            name="decimal"
            value={typed.decimal}
            onChange={type('decimal')}
            options={decimalLabels}
          />
          <Choice
            label="Dates"
            name="dayOrder"
            value={typed.dayOrder}
            onChange={type('dayOrder')}
            options={dayOrderLabels}
          />
          <Choice
            label="Data set"
            name="setId"
            value={typed.setId}
            onChange={type('setId')}
            options={{ '': 'New data set', ...Object.fromEntries(sets.map(({ id, name }) => [id, name])) }}
          />
          {target ? (
            <>
              <p className="self-end pb-2.5 text-sm text-muted">
                This data set is in {target.currency.toUpperCase()} and{' '}
                {areaUnitLabels[target.areaUnit].toLowerCase()}.
              </p>
              <input type="hidden" name="name" value="" />
              <input type="hidden" name="currency" value={target.currency} />
              <input type="hidden" name="areaUnit" value={target.areaUnit} />
            </>
          ) : (
            <>
              <Field label="Name" hint="Shown in forms and reports, such as “Cologne”." name="name">
                <Input maxLength={60} value={typed.name} onChange={type('name')} />
              </Field>
              <Field label="Currency" name="currency" hint="Three letters, such as EUR.">
                <Input
                  maxLength={3}
                  value={typed.currency.toUpperCase()}
                  onChange={(event) => {
                    const value = event.currentTarget.value.toLowerCase()
                    setTyped((before) => ({ ...before, currency: value }))
                  }}
                />
              </Field>
              <Choice
                label="Unit of area"
                name="areaUnit"
                value={typed.areaUnit}
                onChange={type('areaUnit')}
                options={areaUnitLabels}
              />
            </>
          )}
        </div>
      </Card>
      <FormMessage form={form} failureOnly />
      {preview && <PreviewCard preview={preview} measures={measures} />}
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="intent" value="import">
          Import sales
        </SubmitButton>
        <SubmitButton name="intent" value="preview" variant="secondary">
          Preview import
        </SubmitButton>
        <SubmitButton name="intent" value="cancel" variant="ghost" formNoValidate>
          Cancel import
        </SubmitButton>
      </div>
    </Form>
  )
}

type ChoiceProps = {
  label: string
  name: string
  value: string
  onChange: (event: React.ChangeEvent<HTMLSelectElement>) => void
  options: Record<string, string>
}

function Choice({ label, name, value, onChange, options }: ChoiceProps) {
  return (
    <Field label={label} name={name}>
      <Select value={value} onChange={onChange}>
        {Object.entries(options).map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  )
}
