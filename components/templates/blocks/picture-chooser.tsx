'use client'

import { ImagePlus } from 'lucide-react'
import { useId, useRef } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { usePictureUpload } from './use-picture-upload'

type Props = {
  /** Names the control, such as "Picture" or "Listing photo". */
  label: string
  /** The file name of the picture; empty without one. */
  name: string
  alt: string
  onChange: (name: string) => void
}

/** Uploads a picture that an email shows, and shows it. */
export function PictureChooser({ label, name, alt, onChange }: Props) {
  const { upload, send } = usePictureUpload(onChange)
  const chooser = useRef<HTMLInputElement>(null)
  const hint = useId()
  return (
    <div className="grid gap-2">
      {name && (
        // biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it.
        <img
          src={`/api/files/${name}`}
          alt={alt}
          className="max-h-40 w-auto max-w-full justify-self-start rounded-control border border-line object-contain"
        />
      )}
      <input
        ref={chooser}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label={label}
        aria-describedby={hint}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) void send(file)
        }}
      />
      <Button
        variant="secondary"
        size="sm"
        className="justify-self-start"
        pending={upload.state === 'sending'}
        onClick={() => chooser.current?.click()}
      >
        {upload.state !== 'sending' && <ImagePlus aria-hidden="true" />}
        {name ? 'Choose another picture' : 'Choose a picture'}
      </Button>
      <p id={hint} className="text-sm text-muted">
        JPEG, PNG or WebP, up to 12 MB. Anyone who gets the email can see it.
      </p>
      {upload.state === 'refused' && (
        <p role="alert" className="text-sm text-bad-ink">
          {upload.message}
        </p>
      )}
    </div>
  )
}
