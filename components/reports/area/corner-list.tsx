'use client'

import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/buttons/button'
import { Field, Input } from '@/components/ui/forms/field'
import { MOST_CORNERS, type Place } from '@/lib/sales/shared/geometry'
import { type AreaChoice, toFields } from './area-choice'

type Corner = AreaChoice['corners'][number]
type Props = { corners: Corner[]; middle: Place; onChange: (corners: Corner[]) => void }

export const newCorner = (place: Place): Corner => ({ id: crypto.randomUUID(), ...toFields(place) })

/** The corners of a drawn area in order, for exact coordinates and keyboard use. */
export function CornerList({ corners, middle, onChange }: Props) {
  const change = (id: string, part: Partial<Corner>) =>
    onChange(corners.map((corner) => (corner.id === id ? { ...corner, ...part } : corner)))
  return (
    <fieldset className="grid content-start gap-3">
      <legend className="mb-1.5 text-sm font-medium">Corners, in order around the area</legend>
      {corners.length === 0 && (
        <p className="text-sm text-muted">
          No corners yet. Click the map, or add a corner and enter its coordinates.
        </p>
      )}
      <ol className="grid gap-2">
        {corners.map((corner, i) => (
          <li key={corner.id} className="grid grid-cols-[1.5rem_1fr_1fr_auto] items-end gap-2">
            <span className="pb-2.5 text-sm text-muted">{i + 1}</span>
            {(['latitude', 'longitude'] as const).map((part) => (
              <Field key={part} label={part === 'latitude' ? 'Latitude' : 'Longitude'}>
                <Input
                  type="number"
                  inputMode="decimal"
                  step="0.0001"
                  aria-label={`${part === 'latitude' ? 'Latitude' : 'Longitude'} of corner ${i + 1}`}
                  value={corner[part]}
                  onChange={(event) => change(corner.id, { [part]: event.currentTarget.value })}
                />
              </Field>
            ))}
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Remove corner ${i + 1}`}
              onClick={() => onChange(corners.filter(({ id }) => id !== corner.id))}
            >
              <Trash2 aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="secondary"
          size="sm"
          blockedBy={
            corners.length >= MOST_CORNERS ? `An area can have at most ${MOST_CORNERS} corners.` : null
          }
          onClick={() => onChange([...corners, newCorner(middle)])}
        >
          <Plus aria-hidden="true" />
          Add corner
        </Button>
        {corners.length > 0 && (
          <Button variant="ghost" size="sm" onClick={() => onChange([])}>
            Remove all corners
          </Button>
        )}
      </div>
    </fieldset>
  )
}
