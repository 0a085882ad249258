'use client'

import { useState } from 'react'
import { EarlierWorkNotice } from '@/components/paid-work/earlier-work-notice'
import { type SpendCost, SpendFooter, useSpend } from '@/components/paid-work/spend-form'
import { type ChosenData, DataProvider, useData } from '@/components/reports/sale-set'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import type { RecordedArea } from '@/lib/sales/recorded-areas'
import { dayLabel } from '@/lib/valuations/shared/labels'
import type { FormValues } from './form-values'
import { HomeFields } from './home-fields'
import { PlaceFields } from './place-fields'
import { useEarlierValuation } from './use-earlier-valuation'

type Props = {
  action: FormAction
  /** The id of the first request from this form (R12). */
  requestId: string
  areas: RecordedArea[]
  days: { from: string; to: string }
  initial: FormValues
  cost: SpendCost
  timeZone: string
}

export function ValuationForm(props: Props & { data: ChosenData }) {
  return (
    <DataProvider value={props.data}>
      <Fields {...props} />
    </DataProvider>
  )
}

function Fields({ action, requestId, areas, days, initial, cost, timeZone }: Props) {
  const data = useData()
  const spend = useSpend(action, cost)
  const [draft, setDraft] = useState({ id: requestId, values: initial })
  const errors = spend.failure?.fieldErrors

  // Other details are another valuation and get a new id; a second click on the same details does not.
  const change = (values: Partial<FormValues>) =>
    setDraft((before) => ({
      id: crypto.randomUUID?.() ?? before.id,
      values: { ...before.values, ...values },
    }))

  const { values } = draft
  const earlier = useEarlierValuation(values)
  return (
    <Form form={spend.form} noValidate className="grid max-w-5xl gap-6">
      <UnsavedChanges name="valuation new" state={spend.form.state} />
      <input type="hidden" name="saleSetId" value={data.id} />
      <input type="hidden" name="areaUnit" value={data.areaUnit} />
      <input type="hidden" name="zipCode" value={values.zipCode} />
      <Card className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field
          label="Property name"
          hint="Usually the address. It doesn’t affect the estimate."
          error={errors?.label}
        >
          <Input
            name="label"
            value={values.label}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => change({ label: event.currentTarget.value })}
          />
        </Field>
        <Field
          label="Valuation date"
          hint={`${dayLabel(days.from)} to ${dayLabel(days.to)}. Only sales before this date are used.`}
          error={errors?.valuedOn}
        >
          <Input
            name="valuedOn"
            type="date"
            min={days.from}
            max={days.to}
            value={values.valuedOn}
            onChange={(event) => change({ valuedOn: event.currentTarget.value })}
          />
        </Field>
      </Card>
      <Card aria-labelledby="place">
        <CardHeader id="place" title="Location" />
        <PlaceFields areas={areas} values={values} errors={errors} onChange={change} />
      </Card>
      <Card aria-labelledby="described">
        <CardHeader id="described" title="Property details" />
        <HomeFields values={values} errors={errors} onChange={change} />
      </Card>
      {earlier && (
        <EarlierWorkNotice
          earlier={earlier}
          name="valuation"
          href={`/valuations/${earlier.id}`}
          credits={spend.cost.quote.credits}
          timeZone={timeZone}
        />
      )}
      <Card className="grid gap-4">
        <SpendFooter
          spend={spend}
          id={draft.id}
          name="valuation"
          missing={missingIn(values)}
          button={earlier ? 'Create another valuation' : 'Create valuation'}
          again="Create"
          size="lg"
          note={
            <p className="text-sm text-muted">
              If there isn’t enough data for an estimate, you won’t be charged.
            </p>
          }
        />
      </Card>
    </Form>
  )
}

function missingIn(values: FormValues): string | null {
  if (!values.zipCode) return 'Choose an area first.'
  if (!values.latitude || !values.longitude) return 'Set the home’s location on the map.'
  if (!values.livingSqft) return 'Enter the living area.'
  return null
}
