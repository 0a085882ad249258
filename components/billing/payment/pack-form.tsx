'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import type { PackOffer } from '@/lib/billing/views'
import { formatCredits, formatMoney, formatNumber } from '@/lib/core/text/format'
import { CheckoutForm } from './checkout-form'

/** The server accepts up to this many per purchase. */
const NUMBERS = Array.from({ length: 10 }, (_, i) => i + 1)

export type PackFormProps = { pack: PackOffer & { purchaseId: string }; buyPack: FormAction }

/** Chooses how many packs to buy, shows their total and opens the checkout. */
export function PackForm({ pack, buyPack }: PackFormProps) {
  const [{ quantity, purchaseId }, choose] = useState({ quantity: 1, purchaseId: pack.purchaseId })
  const total = formatMoney(pack.priceCents * quantity, pack.currency)
  return (
    <CheckoutForm
      action={buyPack}
      quote={{
        purchaseId,
        packKey: pack.key,
        quotedPriceCents: pack.priceCents,
        quotedCredits: pack.credits,
      }}
      label={quantity === 1 ? 'Buy' : `Buy for ${total}`}
      description={`Buy ${formatCredits(pack.credits * quantity)} for ${total}`}
    >
      <Field
        label={`Number of packs of ${formatCredits(pack.credits)}`}
        className="print:hidden [&_label]:sr-only"
      >
        <Select
          name="quantity"
          value={quantity}
          // A new quantity is a new purchase: the first one may still be open in another tab.
          onChange={(event) =>
            choose({ quantity: Number(event.target.value), purchaseId: crypto.randomUUID() })
          }
        >
          {NUMBERS.map((number) => (
            <option key={number} value={number}>
              {number} × {formatNumber(pack.credits)} = {formatMoney(pack.priceCents * number, pack.currency)}
            </option>
          ))}
        </Select>
      </Field>
    </CheckoutForm>
  )
}
