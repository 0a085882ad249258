'use client'

import { useActionState, useState } from 'react'
import { confirmedQuote, type ShownQuote, spendObstacle } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatCredits } from '@/lib/core/format'

type Props = {
  kind: 'edit' | 'regenerate'
  action: FormAction
  requestId: string
  parentId: string
  quote: ShownQuote
  wayOut: CreditsSummary['wayOut']
  examples?: readonly string[]
}

const WORDS = {
  edit: { title: 'Edit this version', button: 'Edit image' },
  regenerate: { title: 'Another take, same brief', button: 'Re-generate image' },
}

export function ChangeForm({ kind, action, requestId, parentId, quote: offered, wayOut, examples }: Props) {
  const [state, submit] = useActionState(action, null)
  const [id, setId] = useState(requestId)
  const [instruction, setInstruction] = useState('')
  const failure = state?.ok === false ? state : null
  const quote = confirmedQuote(offered, state)
  const { title, button } = WORDS[kind]
  return (
    <form action={submit}>
      <Card className="grid gap-4" aria-labelledby={kind}>
        <CardHeader id={kind} title={title} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="parentId" value={parentId} />
        <input type="hidden" name="quotedCredits" value={quote.credits} />
        {examples && (
          <Field
            label="What to change"
            hint={`For example: ${examples.join('; ')}`}
            error={failure?.fieldErrors?.instruction}
          >
            <Input
              name="instruction"
              required
              maxLength={300}
              value={instruction}
              onChange={(event) => {
                setInstruction(event.currentTarget.value)
                setId((before) => crypto.randomUUID?.() ?? before)
              }}
            />
          </Field>
        )}
        {failure && <SpendFailure failure={failure} name="image" />}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <CostTag quote={quote} wayOut={wayOut} />
          <SubmitButton variant="secondary" disabled={spendObstacle(quote, 'an image') !== null}>
            {failure?.code === 'quote.changed' ? `Go on for ${formatCredits(quote.credits)}` : button}
          </SubmitButton>
        </div>
      </Card>
    </form>
  )
}
