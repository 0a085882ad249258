'use client'

import { ImagePlus } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { type ListingPhoto, usePhotoUpload } from './use-photo-upload'

type Props = {
  photoId: string
  onChange: (photoId: string) => void
  /** Of the listing that the image is for; null for an image without one. */
  listingPhotos: ListingPhoto[] | null
}

/** The photo of the home: of the listing, or one's own. Without a listing and without a photo, the home is drawn. */
export function PhotoField({ photoId, onChange, listingPhotos }: Props) {
  const { upload, send, takeOver, clear } = usePhotoUpload(onChange)
  const chooser = useRef<HTMLInputElement>(null)
  const hint = useId()
  const sendChosen = () => {
    const [file] = chooser.current?.files ?? []
    if (!chooser.current || !file) return
    // Cleared, so that choosing the same file again after removing it counts as a change.
    chooser.current.value = ''
    void send(file)
  }
  // A listing's first photo is filled in like its facts.
  const begun = useRef(false)
  useEffect(() => {
    const first = listingPhotos?.[0]
    if (!first || begun.current) return
    begun.current = true
    void takeOver(first)
  })
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
      {listingPhotos && listingPhotos.length > 1 && (
        <ul className="flex flex-wrap gap-2">
          {listingPhotos.map((photo) => (
            <li key={photo.href} className="empty:hidden">
              <PhotoButton
                photo={photo}
                pressed={upload.state === 'uploaded' && upload.name === photo.name}
                onChoose={() => void takeOver(photo)}
              />
            </li>
          ))}
        </ul>
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
        after a week.{' '}
        {listingPhotos
          ? 'An image for a listing shows a photo of it: we don’t draw a home that is on the market.'
          : 'Without a photo, we draw the home.'}
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

type PhotoButtonProps = { photo: ListingPhoto; pressed: boolean; onChoose: () => void }

/** A photo of the listing. Left out if there is no copy of it to show. */
function PhotoButton({ photo, pressed, onChoose }: PhotoButtonProps) {
  const [missing, setMissing] = useState(false)
  if (missing) return null
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onChoose}
      className="block overflow-hidden rounded-control border-2 border-line hover:border-control aria-pressed:border-brand"
    >
      {/* biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it. */}
      <img
        src={photo.href}
        alt={`Use ${photo.name}`}
        className="h-14 w-20 object-cover"
        // An image that failed before hydration fires no event.
        ref={(image) => {
          if (image?.complete && image.naturalWidth === 0 && image.currentSrc) setMissing(true)
        }}
        onError={() => setMissing(true)}
      />
    </button>
  )
}
