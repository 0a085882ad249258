'use client'

import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { cn } from '@/components/ui/cn'

export type PictureOption = {
  value: string
  label: string
  href: string | null
  /** Why it can’t be used; null: it can, as far as is known. */
  fault: string | null
}

type Props = {
  options: PictureOption[]
  chosen: string
  /** Why the previously chosen picture can’t be used. */
  fault: string | null
  readOnly: boolean
  onChange?: (value: string) => void
  /** Called when a chosen picture turns out to be broken in the browser. */
  onBroken?: () => void
}

const UNLOADABLE = 'it can’t be loaded'

/** No picture, one of the workspace's images, or a photo of the listing. Broken pictures can't be chosen. */
export function PictureChoice({ options, chosen, fault, readOnly, onChange, onBroken }: Props) {
  const [value, setValue] = useState(chosen)
  const [unloadable, setUnloadable] = useState<readonly string[]>([])
  const faultOf = (option: PictureOption) =>
    option.fault ?? (unloadable.includes(option.value) ? UNLOADABLE : null)
  const brokenPicture = fault ?? (unloadable.includes(chosen) ? UNLOADABLE : null)

  function choose(next: string) {
    setValue(next)
    onChange?.(next)
  }

  function markBroken(broken: string) {
    setUnloadable((before) => [...before, broken])
    if (broken === value) choose('none')
    if (broken === chosen) onBroken?.()
  }

  return (
    <fieldset disabled={readOnly} className="min-w-0">
      <legend className="mb-2 text-sm font-medium">Picture</legend>
      {brokenPicture && !readOnly && (
        <Alert tone="warn" title="This post has no picture" className="mb-3">
          The picture can’t be used: {brokenPicture}. Choose another one, or publish without a picture.
        </Alert>
      )}
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {options.map((option) => (
          <Choice
            key={option.value}
            option={option}
            fault={faultOf(option)}
            checked={option.value === value}
            readOnly={readOnly}
            onChoose={() => choose(option.value)}
            onBroken={() => markBroken(option.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}

type ChoiceProps = {
  option: PictureOption
  fault: string | null
  checked: boolean
  readOnly: boolean
  onChoose: () => void
  onBroken: () => void
}

function Choice({ option, fault, checked, readOnly, onChoose, onBroken }: ChoiceProps) {
  const { value, label, href } = option
  return (
    <label
      className={cn(
        'grid cursor-pointer content-start gap-1.5 rounded-control border border-line p-2 text-xs has-checked:border-brand has-checked:bg-brand-soft',
        (readOnly || fault) && 'cursor-default',
      )}
    >
      {(href || fault) && (
        <span className="grid aspect-square place-items-center overflow-hidden rounded-control bg-sunken text-muted">
          {href && !fault ? (
            // biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it.
            <img
              src={href}
              alt=""
              loading="lazy"
              className="size-full object-cover"
              // An image that failed before hydration fires no event.
              ref={(image) => {
                if (image?.complete && image.naturalWidth === 0 && image.currentSrc) onBroken()
              }}
              onError={onBroken}
            />
          ) : (
            <ImageOff className="size-6" aria-hidden="true" />
          )}
        </span>
      )}
      <span className="flex items-start gap-2">
        <input
          type="radio"
          name="picture"
          value={value}
          checked={checked}
          disabled={fault !== null}
          onChange={onChoose}
          className="mt-0.5 size-4 shrink-0 accent-brand"
        />
        <span className="min-w-0 wrap-anywhere">
          {label}
          {fault && <span className="block text-muted">Can’t be used: {fault}</span>}
        </span>
      </span>
    </label>
  )
}
