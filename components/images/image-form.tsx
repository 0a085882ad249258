'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { type SpendCost, SpendFooter, useRequestId, useSpend } from '@/components/paid-work/spend-form'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import { misfitsOf } from '@/lib/images/shared/text-changes'
import { EMPTY_BRIEF, understandWish } from '@/lib/images/shared/understand-image'
import { formatLabels } from './image-labels'
import { LayoutChoice } from './layout-choice'
import { PhotoField } from './photo-field'
import { UnderstandingNote } from './understanding-note'
import type { ListingPhoto } from './use-photo-upload'

type Props = SpendCost & {
  action: FormAction
  /** The id of the first request from this form (R12). */
  requestId: string
  /** The model that generates it. */
  painter: string
  /** If false, a provider's model interprets the description, and we cannot say beforehand what it will do. */
  builtIn: boolean
  /** What fields start with, by name. Texts that are too long for an image are cut. */
  start: Record<string, string>
  /** The listing that it is for, with its photos. */
  listing: { id: string; photos: ListingPhoto[] } | null
}

const FIELDS = [
  { name: 'headline', label: 'Headline', example: 'A garden home near Green Lake', most: 60 },
  { name: 'address', label: 'Address', example: '8215 Ashworth Ave N, Seattle', most: 80 },
  { name: 'price', label: 'Price', example: '$845,000', most: 24 },
  {
    name: 'details',
    label: 'Details, separated by commas',
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

/** What the built-in painter understands of the description. */
function useReading(typed: Record<string, string>, builtIn: boolean) {
  const read = useDeferredValue(typed)
  return useMemo(() => {
    if (!builtIn) return null
    const { headline = '', address = '', price = '', details = '', badge = '' } = read
    const wish = understandWish(read.wish ?? '', EMPTY_BRIEF, Boolean(read.photoId))
    const misfits = misfitsOf({ headline, address, price, details, badge })
    return { will: wish.will, cannot: [...misfits, ...wish.cannot] }
  }, [read, builtIn])
}

const fitting = (start: Record<string, string>) =>
  Object.fromEntries(
    FIELDS.flatMap(({ name, most }) => (start[name] ? [[name, start[name].slice(0, most)]] : [])),
  )

const NO_PHOTO = 'Choose a photo of this listing.'

/** Why there can be no previews yet. */
function missingFor({ headline = '', photoId }: Record<string, string>, forListing: boolean): string | null {
  if (headline.trim().length < 3) return 'Enter a headline first.'
  return forListing && !photoId ? NO_PHOTO : null
}

export function ImageForm({ action, requestId, painter, builtIn, start, listing, ...cost }: Props) {
  const spend = useSpend(action, cost)
  const [id, renewId] = useRequestId(requestId)
  // Keeps what was typed if the request is refused.
  const [typed, setTyped] = useState<Record<string, string>>(() => ({ format: 'square', ...fitting(start) }))
  // The pictures of the previews: they and the image are drawn from the same one.
  const [look] = useState(requestId)
  const [submitted, setSubmitted] = useState<Record<string, string> | null>(null)
  const reading = useReading(typed, builtIn)
  // A refusal applies only to the description that was submitted.
  const isOver =
    spend.failure?.code === 'image.partly-understood' && submitted !== null && submitted !== typed
  const failure = isOver ? null : spend.failure
  // The second click accepts the gaps that were shown after the first.
  const gaps = failure?.details?.agreedGaps
  const type = (name: string, value: string) => {
    setTyped((before) => ({ ...before, [name]: value }))
    // Another brief is another image and gets a new id.
    renewId()
  }
  return (
    <Form
      form={{
        ...spend.form,
        submit: (sent) => {
          setSubmitted(typed)
          spend.form.submit(sent)
        },
      }}
    >
      <Card className="grid max-w-2xl gap-5">
        <UnsavedChanges name="image new" state={spend.form.state} />
        <input type="hidden" name="agreedGaps" value={gaps ? String(gaps) : ''} />
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
            {Object.entries(formatLabels).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <PhotoField
          photoId={typed.photoId ?? ''}
          onChange={(photoId) => type('photoId', photoId)}
          listingPhotos={listing?.photos ?? null}
        />
        <input type="hidden" name="listingId" value={listing?.id ?? ''} />
        <input type="hidden" name="look" value={look} />
        <LayoutChoice
          fields={typed}
          look={look}
          chosen={typed.layout ?? ''}
          onChoose={(layout) => type('layout', layout)}
          missing={missingFor(typed, listing !== null)}
          builtIn={builtIn}
        />
        {reading && !gaps && (
          <UnderstandingNote lead="We’ll draw" will={reading.will} cannot={reading.cannot} />
        )}
        <p className="text-sm text-muted">
          {builtIn
            ? `Generated by ${painter}.`
            : `Generated by ${painter}, which may follow only part of your description.`}{' '}
          You’re charged when the image is ready.
        </p>
        <SpendFooter
          spend={{ ...spend, failure }}
          id={id}
          name="image"
          missing={listing && !typed.photoId ? NO_PHOTO : null}
          button={gaps ? 'Create image anyway' : 'Create image'}
          again="Create"
          size="lg"
          className="border-t border-line pt-5"
        />
      </Card>
    </Form>
  )
}
