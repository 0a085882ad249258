'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { type SpendCost, SpendFooter, useRequestId, useSpend } from '@/components/paid-work/spend-form'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { understandEdit } from '@/lib/images/shared/understand-image'
import { UnderstandingNote } from './understanding-note'

type Props = SpendCost & {
  action: FormAction
  requestId: string
  parentId: string
  examples: readonly string[]
  /** What the image shows now; null where a provider's model reads the instruction itself. */
  brief: ListingFacts | null
  onPhoto: boolean
  painter: string
}

const FEWEST_LETTERS = 3

/** Edits a version by instruction, and says before the click what will be done of it and what cannot be. */
export function EditForm(props: Props) {
  const { action, requestId, parentId, quote, nextStep, examples, brief, onPhoto, painter } = props
  const spend = useSpend(action, { quote, nextStep })
  const { failure } = spend
  const [id, renewId] = useRequestId(requestId)
  const [instruction, setInstruction] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const read = useDeferredValue(instruction.trim())
  const reading = useMemo(
    () => (brief && read.length >= FEWEST_LETTERS ? understandEdit(read, brief, onPhoto) : null),
    [brief, read, onPhoto],
  )
  // The second click agrees to the gaps that were shown after the first.
  const gaps = asked === instruction.trim() ? failure?.details?.agreedGaps : null
  // A refusal of other words is over; one of these words says all that the note would.
  const isOfWords = failure?.code === 'image.partly-understood' || failure?.code === 'image.not-understood'
  const isOver = isOfWords && asked !== instruction.trim()
  return (
    <Form
      form={{
        ...spend.form,
        submit: (sent) => {
          setAsked(String(sent.get('instruction')).trim())
          spend.form.submit(sent)
        },
      }}
    >
      <Card className="grid gap-4" aria-labelledby="edit">
        <CardHeader id="edit" title="Edit this version" />
        <input type="hidden" name="parentId" value={parentId} />
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
              renewId()
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
        <SpendFooter
          spend={{ ...spend, failure: isOver ? null : failure }}
          id={id}
          name="image"
          button={gaps ? 'Edit without that' : 'Edit image'}
          again="Continue"
          variant="secondary"
          className="gap-3"
        />
      </Card>
    </Form>
  )
}
