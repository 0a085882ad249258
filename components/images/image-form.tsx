'use client'

import { useActionState, useState } from 'react'
import { confirmedQuote, type ShownQuote, spendObstacle } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatCredits } from '@/lib/core/format'
import { formatWords } from './image-words'
import { PhotoField } from './photo-field'

type Props = {
  action: FormAction
  /** Names the first thing asked with this form (R12). */
  requestId: string
  quote: ShownQuote
  wayOut: CreditsSummary['wayOut']
  /** Who will paint it. */
  painter: string
}

const FIELDS = [
  { name: 'headline', label: 'Headline', example: 'A garden home near Green Lake', most: 60 },
  { name: 'address', label: 'Address', example: '8215 Ashworth Ave N, Seattle', most: 80 },
  { name: 'price', label: 'Price', example: '$845,000', most: 24 },
  {
    name: 'details',
    label: 'Details, with commas between',
    example: '4 bed, 2.5 bath, 1,950 sq ft',
    most: 80,
  },
  { name: 'badge', label: 'Badge', example: 'Just listed', most: 20 },
  {
    name: 'wish',
    label: 'What it should look like',
    example: 'a modern home by the lake at dusk',
    most: 500,
  },
] as const

export function ImageForm({ action, requestId, quote: offered, wayOut, painter }: Props) {
  const [state, submit] = useActionState(action, null)
  const [id, setId] = useState(requestId)
  // What was typed stays when the request was refused.
  const [typed, setTyped] = useState<Record<string, string>>({ format: 'square' })
  const failure = state?.ok === false ? state : null
  const quote = confirmedQuote(offered, state)
  const type = (name: string, value: string) => {
    setTyped((before) => ({ ...before, [name]: value }))
    // Another brief is another image: it gets a name of its own.
    setId((before) => crypto.randomUUID?.() ?? before)
  }
  return (
    <form action={submit}>
      <Card className="grid max-w-2xl gap-5">
        <UnsavedChanges name="image new" state={state} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="quotedCredits" value={quote.credits} />
        {FIELDS.map(({ name, label, example, most }) => (
          <Field
            key={name}
            label={label}
            hint={`For example: ${example}`}
            error={failure?.fieldErrors?.[name]}
          >
            <Input
              name={name}
              required={name === 'headline'}
              maxLength={most}
              value={typed[name] ?? ''}
              onChange={(event) => type(name, event.currentTarget.value)}
            />
          </Field>
        ))}
        <Field label="Format">
          <Select
            name="format"
            value={typed.format}
            onChange={(event) => type('format', event.currentTarget.value)}
          >
            {Object.entries(formatWords).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <PhotoField photoId={typed.photoId ?? ''} onChange={(photoId) => type('photoId', photoId)} />
        <p className="text-sm text-muted">Painted by {painter}. Charged only when the image is ready.</p>
        {failure && <SpendFailure failure={failure} name="image" />}
        <div className="flex flex-wrap items-center justify-between gap-4 border-t border-line pt-5">
          <CostTag quote={quote} wayOut={wayOut} />
          <SubmitButton size="lg" disabled={spendObstacle(quote, 'an image') !== null}>
            {failure?.code === 'quote.changed'
              ? `Generate for ${formatCredits(quote.credits)}`
              : 'Generate image'}
          </SubmitButton>
        </div>
      </Card>
    </form>
  )
}
