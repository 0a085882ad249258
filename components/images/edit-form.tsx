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
  /** What the image shows now. Null if a provider's model interprets the instruction. */
  brief: ListingFacts | null
  onPhoto: boolean
  painter: string
}

const FEWEST_LETTERS = 3

/** Edits a version by instruction, and shows before the click what can and cannot be done. */
export function EditForm(props: Props) {
  const { action, requestId, parentId, quote, nextStep, examples, brief, onPhoto, painter } = props
  const spend = useSpend(action, { quote, nextStep })
  const { failure } = spend
  const [id, renewId] = useRequestId(requestId)
  const [instruction, setInstruction] = useState('')
  const [submitted, setSubmitted] = useState<string | null>(null)
  const read = useDeferredValue(instruction.trim())
  const reading = useMemo(
    () => (brief && read.length >= FEWEST_LETTERS ? understandEdit(read, brief, onPhoto) : null),
    [brief, read, onPhoto],
  )
  // The second click accepts the gaps that were shown after the first.
  const gaps = submitted === instruction.trim() ? failure?.details?.agreedGaps : null
  // A refusal of an earlier instruction no longer applies; one of this instruction replaces the note.
  const isOfWords = failure?.code === 'image.partly-understood' || failure?.code === 'image.not-understood'
  const isOver = isOfWords && submitted !== instruction.trim()
  return (
    <Form
      form={{
        ...spend.form,
        submit: (sent) => {
          setSubmitted(String(sent.get('instruction')).trim())
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
            {painter} may apply only part of your instruction. Compare the result with the previous version.
          </p>
        )}
        <SpendFooter
          spend={{ ...spend, failure: isOver ? null : failure }}
          id={id}
          name="image"
          button={gaps ? 'Edit image anyway' : 'Edit image'}
          again="Continue"
          variant="secondary"
          className="gap-3"
        />
      </Card>
    </Form>
  )
}
