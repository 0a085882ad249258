'use client'

import { ImageOff } from 'lucide-react'
import { useState } from 'react'

/** The picture of a post in a list, or an icon when there is none or it can't be loaded. */
export function PostThumbnail({ href, title }: { href: string | null; title: string }) {
  const [broken, setBroken] = useState(false)
  return (
    <span className="grid size-12 shrink-0 sm:h-15 sm:w-20 place-items-center overflow-hidden rounded-control bg-sunken text-muted">
      {href && !broken ? (
        // biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it.
        <img
          src={href}
          alt={`Photo: ${title}`}
          loading="lazy"
          className="size-full object-cover"
          ref={(image) => {
            if (image?.complete && image.naturalWidth === 0 && image.currentSrc) setBroken(true)
          }}
          onError={() => setBroken(true)}
        />
      ) : (
        <ImageOff className="size-5" aria-hidden="true" />
      )}
    </span>
  )
}
