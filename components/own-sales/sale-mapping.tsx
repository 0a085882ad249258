'use client'

import {
  Choice,
  MappingForm,
  Options,
  useColumnFields,
  useTyped,
} from '@/components/file-import/mapping-form'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
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
  const { fieldOf, choose } = useColumnFields<SaleField>(view.guessed, 'ignore', () => true)
  const { typed, type } = useTyped({
    decimal: guess.decimal as string,
    dayOrder: guess.dayOrder as string,
    currency: guess.currency,
    areaUnit: guess.areaUnit as string,
    setId: sets.find((set) => set.currency === guess.currency && set.areaUnit === guess.areaUnit)?.id ?? '',
    name: '',
  })
  const target = sets.find(({ id }) => id === typed.setId)
  const measures = target ?? {
    currency: typed.currency.toLowerCase(),
    areaUnit: typed.areaUnit as SaleSetRow['areaUnit'],
  }
  const preview = form.state?.ok ? ((form.state.data as SalePreview | undefined) ?? null) : null
  return (
    <MappingForm
      form={form}
      id={view.id}
      importLabel="Import sales"
      preview={preview && <PreviewCard preview={preview} measures={measures} />}
    >
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
                      value={fieldOf(i)}
                      onChange={(event) => choose(i, event.currentTarget.value as SaleField)}
                    >
                      <Options labels={saleFieldLabels} />
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
                  <Td key={i} className={fieldOf(i) === 'ignore' ? 'text-muted' : undefined}>
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
            labels={decimalLabels}
          />
          <Choice
            label="Dates"
            name="dayOrder"
            value={typed.dayOrder}
            onChange={type('dayOrder')}
            labels={dayOrderLabels}
          />
          <Choice
            label="Data set"
            name="setId"
            value={typed.setId}
            onChange={type('setId')}
            labels={{ '': 'New data set', ...Object.fromEntries(sets.map(({ id, name }) => [id, name])) }}
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
                <Input maxLength={3} value={typed.currency.toUpperCase()} onChange={type('currency')} />
              </Field>
              <Choice
                label="Unit of area"
                name="areaUnit"
                value={typed.areaUnit}
                onChange={type('areaUnit')}
                labels={areaUnitLabels}
              />
            </>
          )}
        </div>
      </Card>
    </MappingForm>
  )
}
