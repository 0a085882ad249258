'use client'

import { useActionState, useDeferredValue, useMemo, useState } from 'react'
import { confirmedQuote, type ShownQuote, spendObstacle } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatCredits } from '@/lib/core/format'
import { understandEdit } from '@/lib/images/understand-image'
import { UnderstandingNote } from './understanding-note'

type Props = {
  action: FormAction
  requestId: string
  parentId: string
  quote: ShownQuote
  wayOut: CreditsSummary['wayOut']
  examples: readonly string[]
  /** What the image shows now; null where a provider's model reads the instruction itself. */
  brief: ListingFacts | null
  onPhoto: boolean
  painter: string
}

const FEWEST_LETTERS = 3

/** Edits a version by instruction, and says before the click what will be done of it and what cannot be. */
export function EditForm(props: Props) {
  const { action, requestId, parentId, quote: offered, wayOut, examples, brief, onPhoto, painter } = props
  const [state, submit] = useActionState(action, null)
  const [id, setId] = useState(requestId)
  const [instruction, setInstruction] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const read = useDeferredValue(instruction.trim())
  const reading = useMemo(
    () => (brief && read.length >= FEWEST_LETTERS ? understandEdit(read, brief, onPhoto) : null),
    [brief, read, onPhoto],
  )
  const failure = state?.ok === false ? state : null
  const quote = confirmedQuote(offered, state)
  // The second click agrees to the gaps that were shown after the first.
  const gaps = asked === instruction.trim() ? failure?.details?.agreedGaps : null
  // A refusal of other words is over; one of these words says all that the note would.
  const isOfWords = failure?.code === 'image.partly-understood' || failure?.code === 'image.not-understood'
  const isOver = isOfWords && asked !== instruction.trim()
  const credits = formatCredits(quote.credits)
  return (
    <form
      action={(form) => {
        setAsked(String(form.get('instruction')).trim())
        submit(form)
      }}
    >
      <Card className="grid gap-4" aria-labelledby="edit">
        <CardHeader id="edit" title="Edit this version" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="parentId" value={parentId} />
        <input type="hidden" name="quotedCredits" value={quote.credits} />
        <input type="hidden" name="agreedGaps" value={gaps ? String(gaps) : ''} />
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
        {reading && (!isOfWords || isOver) && (
          <UnderstandingNote lead="We’ll do" will={reading.will} cannot={reading.cannot} />
        )}
        {!brief && (
          <p className="text-sm text-muted">
            {painter} reads this itself and may do only part of it. Compare the result with the version
            before.
          </p>
        )}
        {failure && !isOver && <SpendFailure failure={failure} name="image" />}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <CostTag quote={quote} wayOut={wayOut} />
          <SubmitButton variant="secondary" disabled={spendObstacle(quote, 'an image') !== null}>
            {failure?.code === 'quote.changed'
              ? `Continue for ${credits}`
              : gaps
                ? 'Edit without that'
                : 'Edit image'}
          </SubmitButton>
        </div>
      </Card>
    </form>
  )
}
