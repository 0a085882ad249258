'use client'

import { useState } from 'react'
import type { PhotoView } from '@/lib/images/views'

export type PhotoUpload =
  | { state: 'none' }
  | { state: 'sending'; name: string }
  | { state: 'kept'; photo: PhotoView; name: string }
  | { state: 'refused'; message: string }

/** Sends a chosen photo at once, so that the form that uses it carries no more than its id. */
export function usePhotoUpload(onChange: (photoId: string) => void) {
  const [upload, setUpload] = useState<PhotoUpload>({ state: 'none' })

  const send = async (file: File) => {
    setUpload({ state: 'sending', name: file.name })
    onChange('')
    const answer = await fetch('/api/images/photos', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    }).catch(() => null)
    const said: unknown = await answer?.json().catch(() => null)
    if (!answer?.ok) {
      const message =
        wordsIn(said) ?? 'The photo could not be sent. Check your connection and choose it again.'
      return setUpload({ state: 'refused', message })
    }
    const photo = said as PhotoView
    setUpload({ state: 'kept', photo, name: file.name })
    onChange(photo.id)
  }

  const clear = () => {
    setUpload({ state: 'none' })
    onChange('')
  }
  return { upload, send, clear }
}

const wordsIn = (said: unknown): string | null =>
  typeof said === 'object' && said !== null && 'message' in said && typeof said.message === 'string'
    ? said.message
    : null
