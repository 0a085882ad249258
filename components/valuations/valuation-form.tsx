'use client'

import { useState } from 'react'
import { MadeBefore } from '@/components/paid-work/made-before'
import { type SpendCost, SpendFooter, useSpend } from '@/components/paid-work/spend-form'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import type { RecordedArea } from '@/lib/sales/recorded-areas'
import type { FormValues } from './form-values'
import { HomeFields } from './home-fields'
import { PlaceFields } from './place-fields'
import { useEarlierValuation } from './use-earlier-valuation'
import { dayWords } from './valuation-labels'

type Props = {
  action: FormAction
  /** Names the first thing asked with this form (R12). */
  requestId: string
  areas: RecordedArea[]
  days: { from: string; to: string }
  initial: FormValues
  cost: SpendCost
  timeZone: string
}

export function ValuationForm({ action, requestId, areas, days, initial, cost, timeZone }: Props) {
  const spend = useSpend(action, cost)
  const [asked, setAsked] = useState({ id: requestId, values: initial })
  const errors = spend.failure?.fieldErrors

  // Another description is another valuation: it gets a name of its own, and a second click on the same one does not.
  const change = (values: Partial<FormValues>) =>
    setAsked((before) => ({
      id: crypto.randomUUID?.() ?? before.id,
      values: { ...before.values, ...values },
    }))

  const { values } = asked
  const earlier = useEarlierValuation(values)
  return (
    <Form form={spend.form} noValidate className="grid max-w-5xl gap-6">
      <UnsavedChanges name="valuation new" state={spend.form.state} />
      <input type="hidden" name="zipCode" value={values.zipCode} />
      <Card className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field
          label="Name of the home"
          hint="Usually its address; the value does not depend on it."
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
          label="Value as of"
          hint={`From ${dayWords(days.from)} to ${dayWords(days.to)}. Only sales before the day count.`}
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
        <CardHeader id="place" title="Where it is" />
        <PlaceFields areas={areas} values={values} errors={errors} onChange={change} />
      </Card>
      <Card aria-labelledby="described">
        <CardHeader id="described" title="What it is like" />
        <HomeFields values={values} errors={errors} onChange={change} />
      </Card>
      {earlier && (
        <MadeBefore
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
          id={asked.id}
          name="valuation"
          missing={missingIn(values)}
          button={earlier ? 'Value it again' : 'Value this home'}
          again="Value it"
          size="lg"
          note={
            <p className="text-sm text-muted">
              When too little is known for an honest estimate, it says so and costs nothing.
            </p>
          }
        />
      </Card>
    </Form>
  )
}

function missingIn(values: FormValues): string | null {
  if (!values.zipCode) return 'Choose a zip code first.'
  if (!values.latitude || !values.longitude) return 'Show on the map where the home is.'
  if (!values.livingSqft) return 'Give the living area.'
  return null
}
