'use client'

import { useState } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { type SpendCost, SpendFooter, useRequestId, useSpend } from '@/components/work/spend-form'

type Props = SpendCost & {
  kind: 'edit' | 'regenerate'
  action: FormAction
  requestId: string
  parentId: string
  examples?: readonly string[]
}

const WORDS = {
  edit: { title: 'Edit this version', button: 'Edit image' },
  regenerate: { title: 'Another take, same brief', button: 'Re-generate image' },
}

export function ChangeForm({ kind, action, requestId, parentId, examples, ...cost }: Props) {
  const spend = useSpend(action, cost)
  const [id, renewId] = useRequestId(requestId)
  const [instruction, setInstruction] = useState('')
  const { title, button } = WORDS[kind]
  return (
    <form action={spend.submit}>
      <Card className="grid gap-4" aria-labelledby={kind}>
        <CardHeader id={kind} title={title} />
        <input type="hidden" name="parentId" value={parentId} />
        {examples && (
          <Field
            label="What to change"
            hint={`For example: ${examples.join('; ')}`}
            error={spend.failure?.fieldErrors?.instruction}
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
        )}
        <SpendFooter
          spend={spend}
          id={id}
          name="image"
          button={button}
          again="Go on"
          variant="secondary"
          className="gap-3"
        />
      </Card>
    </form>
  )
}
