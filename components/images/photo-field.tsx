'use client'

import { ImagePlus } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { usePhotoUpload } from './use-photo-upload'

type Props = { photoId: string; onChange: (photoId: string) => void }

/** An optional photo of the home. Without one, the home is drawn. */
export function PhotoField({ photoId, onChange }: Props) {
  const { upload, send, clear } = usePhotoUpload(onChange)
  const chooser = useRef<HTMLInputElement>(null)
  const hint = useId()
  const sendChosen = () => {
    const [file] = chooser.current?.files ?? []
    if (!chooser.current || !file) return
    // Cleared, so that choosing the same file again after removing it counts as a change.
    chooser.current.value = ''
    void send(file)
  }
  // A file chosen before the page became interactive fired its change event before we could listen.
  useEffect(sendChosen)
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">Photo of the home</legend>
      <input type="hidden" name="photoId" value={photoId} />
      {upload.state === 'uploaded' && (
        // biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it.
        <img
          src={upload.photo.href}
          alt={`Selected photo: ${upload.name}`}
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
          {upload.state === 'uploaded' ? 'Choose another photo' : 'Choose a photo'}
        </Button>
        {upload.state === 'uploaded' && (
          <Button variant="ghost" size="sm" onClick={clear}>
            Remove photo
          </Button>
        )}
      </div>
      <p id={hint} className="text-sm text-muted">
        JPEG, PNG or WebP, up to 12 MB. We remove the location and date it was taken, and delete unused photos
        after a week. Without a photo, we draw the home.
      </p>
      <p role="status" className="text-sm text-muted empty:hidden">
        {upload.state === 'sending' && `Uploading ${upload.name}…`}
      </p>
      {upload.state === 'refused' && (
        <p role="alert" className="text-sm text-bad-ink">
          {upload.message}
        </p>
      )}
    </fieldset>
  )
}
