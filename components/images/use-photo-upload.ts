'use client'

import { useState } from 'react'
import type { PhotoView } from '@/lib/images/views'

export type PhotoUpload =
  | { state: 'none' }
  | { state: 'sending'; name: string }
  | { state: 'uploaded'; photo: PhotoView; name: string }
  | { state: 'refused'; message: string }

/** A photo of the listing that the image is for: our small copy of it, and what it is called. */
export type ListingPhoto = { href: string; name: string }

/** Uploads a photo as soon as it is chosen, so that the form only sends its id. */
export function usePhotoUpload(onChange: (photoId: string) => void) {
  const [upload, setUpload] = useState<PhotoUpload>({ state: 'none' })

  const send = (file: File) =>
    request(file.name, '/api/images/photos', {
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })

  /** A photo of a listing, which the server requests from the web. */
  const takeOver = ({ href, name }: ListingPhoto) => {
    const [, listing = '', photo = ''] = /listings\/([^/]+)\/photos\/([^/]+)/.exec(href) ?? []
    return request(name, `/api/images/photos/listing?${new URLSearchParams({ listing, photo })}`, {})
  }

  const request = async (name: string, address: string, init: RequestInit) => {
    setUpload({ state: 'sending', name })
    onChange('')
    const response = await fetch(address, { method: 'POST', ...init }).catch(() => null)
    const answer: unknown = await response?.json().catch(() => null)
    if (!response?.ok) {
      const message = messageIn(answer) ?? 'Couldn’t upload the photo. Check your connection and try again.'
      return setUpload({ state: 'refused', message })
    }
    const photo = answer as PhotoView
    setUpload({ state: 'uploaded', photo, name })
    onChange(photo.id)
  }

  const clear = () => {
    setUpload({ state: 'none' })
    onChange('')
  }
  return { upload, send, takeOver, clear }
}

const messageIn = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'message' in answer && typeof answer.message === 'string'
    ? answer.message
    : null
