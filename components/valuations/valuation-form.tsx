'use client'

import { useActionState, useState } from 'react'
import { confirmedQuote, type ShownQuote, spendObstacle } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import { MadeBefore } from '@/components/work/made-before'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatCredits } from '@/lib/core/format'
import type { RecordedArea } from '@/lib/sales/recorded-areas'
import type { FormValues } from './form-values'
import { HomeFields } from './home-fields'
import { PlaceFields } from './place-fields'
import { useEarlierValuation } from './use-earlier-valuation'
import { dayWords } from './valuation-words'

export type ValuationCost = { quote: ShownQuote; wayOut: CreditsSummary['wayOut'] }

type Props = {
  action: FormAction
  /** Names the first thing asked with this form (R12). */
  requestId: string
  areas: RecordedArea[]
  days: { from: string; to: string }
  initial: FormValues
  cost: ValuationCost
  timeZone: string
}

export function ValuationForm({ action, requestId, areas, days, initial, cost, timeZone }: Props) {
  const [state, submit] = useActionState(action, null)
  const [asked, setAsked] = useState({ id: requestId, values: initial })
  const failure = state?.ok === false ? state : null
  const errors = failure?.fieldErrors
  const quote = confirmedQuote(cost.quote, state)

  // Another description is another valuation: it gets a name of its own, and a second click on the same one does not.
  const change = (values: Partial<FormValues>) =>
    setAsked((before) => ({
      id: crypto.randomUUID?.() ?? before.id,
      values: { ...before.values, ...values },
    }))

  const { values } = asked
  const earlier = useEarlierValuation(values)
  const obstacle = obstacleTo(values, quote)
  return (
    <form action={submit} noValidate className="grid max-w-5xl gap-6">
      <UnsavedChanges name="valuation new" state={state} />
      <input type="hidden" name="id" value={asked.id} />
      <input type="hidden" name="zipCode" value={values.zipCode} />
      <input type="hidden" name="quotedCredits" value={quote.credits} />
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
      {failure &&
        (failure.code === 'input' ? (
          <Alert tone="bad">{failure.message} Nothing was charged.</Alert>
        ) : (
          <SpendFailure failure={failure} name="valuation" />
        ))}
      {earlier && (
        <MadeBefore
          earlier={earlier}
          name="valuation"
          href={`/valuations/${earlier.id}`}
          credits={quote.credits}
          timeZone={timeZone}
        />
      )}
      <Card className="flex flex-wrap items-center justify-between gap-4">
        <div className="grid gap-1.5">
          <CostTag quote={quote} wayOut={cost.wayOut} />
          <p className="text-sm text-muted">
            When too little is known for an honest estimate, it says so and costs nothing.
          </p>
        </div>
        <div className="grid gap-1.5">
          <SubmitButton
            size="lg"
            disabled={obstacle !== null}
            aria-describedby={obstacle ? 'valuation-obstacle' : undefined}
          >
            {failure?.code === 'quote.changed'
              ? `Value it for ${formatCredits(quote.credits)}`
              : earlier
                ? 'Value it again'
                : 'Value this home'}
          </SubmitButton>
          {obstacle && (
            <p id="valuation-obstacle" className="text-sm text-muted">
              {obstacle}
            </p>
          )}
        </div>
      </Card>
    </form>
  )
}

function obstacleTo(values: FormValues, quote: ValuationCost['quote']): string | null {
  if (!values.zipCode) return 'Choose a zip code first.'
  if (!values.latitude || !values.longitude) return 'Show on the map where the home is.'
  if (!values.livingSqft) return 'Give the living area.'
  return spendObstacle(quote, 'a valuation')
}
