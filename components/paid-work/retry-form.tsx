'use client'

import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { type SpendCost, SpendFooter, useSpend } from './spend-form'

type Props = SpendCost & {
  action: FormAction
  /** Names the new piece of work, so that a second click is the same one (R12). */
  requestId: string
  /** The one that failed or was canceled. */
  endedId: string
  name: string
}

/** The same work once more, with what it costs now beside the button (R7). */
export function RetryForm({ action, requestId, endedId, name, ...cost }: Props) {
  const spend = useSpend(action, cost)
  return (
    <Form form={spend.form} className="grid gap-3">
      <input type="hidden" name="endedId" value={endedId} />
      <SpendFooter
        spend={spend}
        id={requestId}
        name={name}
        button="Try again"
        again="Try again"
        className="justify-center"
      />
    </Form>
  )
}
