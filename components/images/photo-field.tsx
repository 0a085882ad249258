'use client'

import { ImagePlus } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { usePhotoUpload } from './use-photo-upload'

type Props = { photoId: string; onChange: (photoId: string) => void }

/** A photo of the home, chosen from the computer or the telephone. Without one the home is drawn. */
export function PhotoField({ photoId, onChange }: Props) {
  const { upload, send, clear } = usePhotoUpload(onChange)
  const chooser = useRef<HTMLInputElement>(null)
  const hint = useId()
  const sendChosen = () => {
    const [file] = chooser.current?.files ?? []
    if (!chooser.current || !file) return
    // Cleared so that choosing the same file again, after it was removed, counts as a change.
    chooser.current.value = ''
    void send(file)
  }
  // A file chosen before the page became interactive fired its change event too early to be heard.
  useEffect(sendChosen)
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">Photo of the home</legend>
      <input type="hidden" name="photoId" value={photoId} />
      {upload.state === 'kept' && (
        // biome-ignore lint/performance/noImgElement: behind a session, so the optimiser cannot fetch it.
        <img
          src={upload.photo.href}
          alt={`Chosen: ${upload.name}`}
          width={upload.photo.widthPixels}
          height={upload.photo.heightPixels}
          className="h-40 w-auto max-w-full justify-self-start rounded-control border border-line object-contain"
        />
      )}
      <input
        ref={chooser}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label="Photo of the home"
        aria-describedby={hint}
        className="sr-only"
        tabIndex={-1}
        onChange={sendChosen}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="secondary"
          size="sm"
          pending={upload.state === 'sending'}
          onClick={() => chooser.current?.click()}
        >
          {upload.state !== 'sending' && <ImagePlus aria-hidden="true" />}
          {upload.state === 'kept' ? 'Choose another photo' : 'Choose a photo'}
        </Button>
        {upload.state === 'kept' && (
          <Button variant="ghost" size="sm" onClick={clear}>
            Use no photo
          </Button>
        )}
      </div>
      <p id={hint} className="text-sm text-muted">
        JPEG, PNG or WebP, up to 12 MB. Where and when it was taken is removed, and so is a photo that no
        image uses, after a week. Without a photo the home is drawn.
      </p>
      <p role="status" className="text-sm text-muted empty:hidden">
        {upload.state === 'sending' && `Sending ${upload.name}`}
      </p>
      {upload.state === 'refused' && (
        <p role="alert" className="text-sm text-bad-ink">
          {upload.message}
        </p>
      )}
    </fieldset>
  )
}
