'use client'

import { useState } from 'react'
import { blockedReason, confirmedQuote, type ShownQuote } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { cn } from '@/components/ui/cn'
import type { FormAction } from '@/components/ui/forms/form-action'
import { type FormControl, useForm } from '@/components/ui/forms/use-form'
import type { CreditsSummary } from '@/lib/billing/views'
import type { ActionFailed } from '@/lib/core/action-state'
import { formatCredits } from '@/lib/core/text/format'

/** What every form that spends credits needs from its page. */
export type SpendCost = { quote: ShownQuote; nextStep: CreditsSummary['nextStep'] }

type Spend = {
  form: FormControl
  failure: ActionFailed | null
  cost: SpendCost
}

/** The state of a form that spends credits: its last error, and the price that the next click accepts (R8). */
export function useSpend(action: FormAction, { quote, nextStep }: SpendCost): Spend {
  const form = useForm(action)
  const { state, failure } = form
  return { form, failure, cost: { quote: confirmedQuote(quote, state), nextStep } }
}

/**
 * The id of the next request. Other input is another request and needs a new id; a second click on the same input is the
 * same request (R12).
 */
export function useRequestId(first: string): [id: string, renew: () => void] {
  const [id, setId] = useState(first)
  return [id, () => setId((before) => crypto.randomUUID?.() ?? before)]
}

type Props = {
  spend: Spend
  /** The id of this request (R12). */
  id: string
  /** What it makes: "report". */
  name: string
  /** What is missing before it can be requested, or null. */
  missing?: string | null
  /** The button's label, and its first word when the price has changed: "Create for 25 credits". */
  button: string
  again: string
  note?: React.ReactNode
  size?: 'lg'
  variant?: 'secondary'
  className?: string
}

/** The end of a form that spends credits: its last error, the price (R7), and the button or why it is disabled. */
export function SpendFooter({
  spend,
  id,
  name,
  missing,
  button,
  again,
  note,
  size,
  variant,
  className,
}: Props) {
  const { failure, cost } = spend
  const { quote, nextStep } = cost
  const obstacle = missing ?? blockedReason(quote, `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`)
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="quotedCredits" value={quote.credits} />
      {failure && <SpendFailure failure={failure} name={name} />}
      <div className={cn('flex flex-wrap items-center justify-between gap-4', className)}>
        <div className="grid gap-1.5">
          <CostTag quote={quote} nextStep={nextStep} />
          {note}
        </div>
        <div className="grid gap-1.5">
          <SubmitButton size={size} variant={variant} blockedBy={obstacle}>
            {failure?.code === 'quote.changed' ? `${again} for ${formatCredits(quote.credits)}` : button}
          </SubmitButton>
        </div>
      </div>
    </>
  )
}
