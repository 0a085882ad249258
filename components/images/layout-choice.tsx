'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { layoutNames } from '@/lib/ai/shared/listing-names'
import { layoutLabels } from './image-labels'

type Props = {
  /** What was typed, by name. */
  fields: Record<string, string>
  look: string
  chosen: string
  onChoose: (layout: string) => void
  /** Why there can be no previews yet. */
  missing: string | null
  /** If false, a provider's model only gets the layout as a wish. */
  builtIn: boolean
}

/** What a preview shows. Another layout is not another preview. */
const SHOWN = ['headline', 'address', 'price', 'details', 'badge', 'wish', 'format', 'photoId'] as const

/** Four layouts of this image, drawn small and for free, to choose from before paying. */
export function LayoutChoice({ fields, look, chosen, onChoose, missing, builtIn }: Props) {
  const current = new URLSearchParams({
    ...Object.fromEntries(SHOWN.map((name) => [name, fields[name] ?? ''])),
    look,
  }).toString()
  const [shown, setShown] = useState<string | null>(null)
  const isStale = shown !== null && shown !== current
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">Layout</legend>
      {shown && (
        <div className="grid grid-cols-2 gap-3">
          {layoutNames.map((layout) => (
            <label
              key={layout}
              className="grid cursor-pointer content-start gap-1.5 rounded-control border border-line p-1.5 text-sm has-checked:border-brand has-checked:bg-brand-soft"
            >
              <Preview key={shown} src={`/api/images/previews?${shown}&layout=${layout}`} />
              <span className="flex items-center gap-2">
                <input
                  type="radio"
                  name="layout"
                  value={layout}
                  checked={chosen === layout}
                  onChange={() => onChoose(layout)}
                  className="size-4 accent-brand"
                />
                {layoutLabels[layout]}
              </span>
            </label>
          ))}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {(shown === null || isStale) && (
          <Button variant="secondary" size="sm" blockedBy={missing} onClick={() => setShown(current)}>
            {isStale ? 'Update layouts' : 'Show four layouts'}
          </Button>
        )}
        <p className="text-sm text-muted">
          {builtIn
            ? 'Previews are free. The image has the layout you choose, in full size and without the mark.'
            : 'Previews are free sketches of the layout. The model can follow it in its own way.'}
        </p>
      </div>
    </fieldset>
  )
}

function Preview({ src }: { src: string }) {
  const [failed, setFailed] = useState(false)
  if (failed)
    return (
      <span className="grid aspect-square place-items-center rounded-control bg-sunken p-2 text-center text-xs text-muted">
        No preview. Check the text, or try again in a minute.
      </span>
    )
  return (
    // biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it.
    <img
      src={src}
      alt=""
      className="aspect-square w-full rounded-control bg-sunken object-contain"
      onError={() => setFailed(true)}
    />
  )
}
