'use client'

import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { type SpendCost, SpendFooter, useSpend } from './spend-form'

type Props = SpendCost & {
  action: FormAction
  /** The id of the new request, so that a second click is the same one (R12). */
  requestId: string
  /** The one that failed or was canceled. */
  endedId: string
  name: string
}

/** Requests the same work again, with its current cost beside the button (R7). */
export function RetryForm({ action, requestId, endedId, name, ...cost }: Props) {
  const spend = useSpend(action, cost)
  return (
    <Form form={spend.form} className="grid gap-3">
      <input type="hidden" name="endedId" value={endedId} />
      <SpendFooter
        spend={spend}
        id={requestId}
        name={name}
        button="Retry"
        again="Retry"
        className="justify-center"
      />
    </Form>
  )
}
