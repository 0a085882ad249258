'use client'

import { type SpendCost, SpendFooter, useSpend } from '@/components/paid-work/spend-form'
import { Card, CardHeader } from '@/components/ui/card'
import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { UnderstandingNote } from './understanding-note'

type Props = SpendCost & {
  action: FormAction
  requestId: string
  parentId: string
  /** The parts of the brief that cannot be drawn: "snowy mountains". */
  cannot: readonly string[]
}

/** Regenerates from the same brief, and shows before the click what cannot be drawn. */
export function RegenerateForm({ action, requestId, parentId, cannot, ...cost }: Props) {
  const spend = useSpend(action, cost)
  return (
    <Form form={spend.form}>
      <Card className="grid gap-4" aria-labelledby="regenerate">
        <CardHeader
          id="regenerate"
          title="Regenerate"
          description="Uses the same brief with a different layout."
        />
        <input type="hidden" name="parentId" value={parentId} />
        <UnderstandingNote lead="We’ll do" will={[]} cannot={cannot} />
        <SpendFooter
          spend={spend}
          id={requestId}
          name="image"
          button="Regenerate image"
          again="Continue"
          variant="secondary"
          className="gap-3"
        />
      </Card>
    </Form>
  )
}
