'use client'

import { useState } from 'react'
import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Table, Td, Th } from '@/components/ui/table'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { UnitPrice } from '@/lib/billing/shared/price'
import { actionKeys } from '@/lib/credits/shared/actions'
import type { RateCardReach } from '@/lib/operators/catalog/rate-card-versions'
import { changesBetween, type Prices } from '@/lib/operators/shared/price-changes'
import { RateCardPreview } from './rate-card-preview'

type FormProps = {
  action: FormAction
  basedOn: number
  prices: Prices
  used: RateCardReach['usedByAction']
}

const fields = [
  { name: 'credits', label: 'Credits' },
  { name: 'per', label: 'Per' },
  { name: 'minimum', label: 'Minimum' },
] as const

/** A new version of the rate card; the form starts with the prices of the newest one. */
export function RateCardForm({ action, basedOn, prices, used }: FormProps) {
  const [typed, setTyped] = useState<Prices>(prices)
  return (
    <ActionForm action={action} hidden={{ basedOn }} submit="Save new version">
      {(errors) => (
        <div
          className="grid gap-4"
          onInput={({ currentTarget }) => setTyped(pricesIn(currentTarget.closest('form'), prices))}
        >
          <Table>
            <caption className="sr-only">Price of each action</caption>
            <thead>
              <tr>
                <Th>Action</Th>
                {fields.map(({ name, label }) => (
                  <Th key={name}>{label}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {actionKeys.map((key) => (
                <tr key={key}>
                  <Td className="align-middle font-medium">{actionLabels[key].label}</Td>
                  {fields.map(({ name, label }) => (
                    <Td key={name}>
                      <input
                        aria-label={`${actionLabels[key].label}: ${label}`}
                        name={`${key}:${name}`}
                        type="number"
                        min={name === 'per' ? 1 : 0}
                        step={1}
                        required
                        defaultValue={prices[key]?.[name]}
                        className="h-9 w-14 rounded-control border border-control bg-surface px-2 text-sm sm:w-24"
                      />
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
          <RateCardPreview changes={changesBetween(prices, typed)} used={used} />
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            <Field
              label="Effective from (UTC)"
              hint="Leave blank to start immediately."
              error={errors.effectiveAt}
            >
              <Input name="effectiveAt" type="datetime-local" />
            </Field>
            <Field label="Reason" hint="Shown in the version history." error={errors.note}>
              <Input name="note" required maxLength={500} />
            </Field>
          </div>
        </div>
      )}
    </ActionForm>
  )
}

/** The prices in the form; a field without a number keeps its previous price. */
function pricesIn(form: HTMLFormElement | null, before: Prices): Prices {
  if (!form) return before
  const typed = new FormData(form)
  return Object.fromEntries(
    actionKeys.flatMap((key) => {
      const was = before[key]
      const numberIn = (name: keyof UnitPrice) => {
        const text = String(typed.get(`${key}:${name}`) ?? '')
        return /^\d+$/.test(text) ? Number(text) : (was?.[name] ?? 0)
      }
      return [[key, { credits: numberIn('credits'), per: numberIn('per'), minimum: numberIn('minimum') }]]
    }),
  )
}
