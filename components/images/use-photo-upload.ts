'use client'

import { useState } from 'react'
import type { PhotoView } from '@/lib/images/views'

export type PhotoUpload =
  | { state: 'none' }
  | { state: 'sending'; name: string }
  | { state: 'uploaded'; photo: PhotoView; name: string }
  | { state: 'refused'; message: string }

/** Uploads a photo as soon as it is chosen, so that the form only sends its id. */
export function usePhotoUpload(onChange: (photoId: string) => void) {
  const [upload, setUpload] = useState<PhotoUpload>({ state: 'none' })

  const send = async (file: File) => {
    setUpload({ state: 'sending', name: file.name })
    onChange('')
    const response = await fetch('/api/images/photos', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    }).catch(() => null)
    const answer: unknown = await response?.json().catch(() => null)
    if (!response?.ok) {
      const message = messageIn(answer) ?? 'Couldn’t upload the photo. Check your connection and try again.'
      return setUpload({ state: 'refused', message })
    }
    const photo = answer as PhotoView
    setUpload({ state: 'uploaded', photo, name: file.name })
    onChange(photo.id)
  }

  const clear = () => {
    setUpload({ state: 'none' })
    onChange('')
  }
  return { upload, send, clear }
}

const messageIn = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'message' in answer && typeof answer.message === 'string'
    ? answer.message
    : null
