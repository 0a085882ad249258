'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import type { PackOffer } from '@/lib/billing/views'
import { formatCredits, formatMoney } from '@/lib/core/text/format'

export type AutoTopUpFormProps = {
  packs: PackOffer[]
  /** What the fields begin with. */
  chosen: { thresholdCredits: number; packKey: string; monthlyMax: string }
  /** "$", before the amount. */
  currency: string
  isTaxed: boolean
  /** Without a card, Stripe's page comes first. */
  hasCard: boolean
  isOn: boolean
  requestId: string
  save: FormAction
}

/** Each pack is sent with the price that is shown: only that one is agreed to (R8). */
const quoted = ({ key, credits, priceCents }: PackOffer) => `${key}*${credits}*${priceCents}`

export function AutoTopUpForm({ packs, chosen, currency, requestId, save, ...state }: AutoTopUpFormProps) {
  const { isTaxed, hasCard, isOn } = state
  const form = useForm(save, { toasts: true })
  const pack = packs.find(({ key }) => key === chosen.packKey) ?? packs[0]
  return (
    <Form form={form} className="grid grid-cols-1 items-start gap-4 sm:grid-cols-3" hidden={{ requestId }}>
      <Field label="When credits fall below" name="thresholdCredits">
        <Input inputMode="numeric" defaultValue={chosen.thresholdCredits} required />
      </Field>
      <Field label="Buy" name="pack">
        <Select defaultValue={pack && quoted(pack)}>
          {packs.map((offer) => (
            <option key={offer.key} value={quoted(offer)}>
              {formatCredits(offer.credits)} for {formatMoney(offer.priceCents, offer.currency)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={`At most per month (${currency.toUpperCase()})`}
        name="monthlyMax"
        hint={isTaxed ? 'Includes tax.' : undefined}
      >
        <Input inputMode="decimal" defaultValue={chosen.monthlyMax} required />
      </Field>
      <div className="grid gap-3 sm:col-span-3">
        <FormMessage form={form} failureOnly />
        {!hasCard && (
          <p className="text-sm text-muted">
            Next, save a card on Stripe’s page. You aren’t charged for that.
          </p>
        )}
        <div>
          <SubmitButton>
            {isOn ? 'Save auto top-up' : hasCard ? 'Turn on auto top-up' : 'Continue to card'}
          </SubmitButton>
        </div>
      </div>
    </Form>
  )
}
