'use client'

import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { Select } from '@/components/ui/select'
import { type SpendCost, SpendFooter, useRequestId, useSpend } from '@/components/work/spend-form'
import { formatWords } from './image-words'
import { PhotoField } from './photo-field'

type Props = SpendCost & {
  action: FormAction
  /** Names the first thing asked with this form (R12). */
  requestId: string
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

export function ImageForm({ action, requestId, painter, ...cost }: Props) {
  const spend = useSpend(action, cost)
  const [id, renewId] = useRequestId(requestId)
  // What was typed stays when the request was refused.
  const [typed, setTyped] = useState<Record<string, string>>({ format: 'square' })
  const type = (name: string, value: string) => {
    setTyped((before) => ({ ...before, [name]: value }))
    // Another brief is another image: it gets a name of its own.
    renewId()
  }
  return (
    <form action={spend.submit}>
      <Card className="grid max-w-2xl gap-5">
        {FIELDS.map(({ name, label, example, most }) => (
          <Field key={name} label={label} error={spend.failure?.fieldErrors?.[name]}>
            <Input
              name={name}
              required={name === 'headline'}
              maxLength={most}
              placeholder={example}
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
        <SpendFooter
          spend={spend}
          id={id}
          name="image"
          button="Generate image"
          again="Generate"
          size="lg"
          className="border-t border-line pt-5"
        />
      </Card>
    </form>
  )
}
