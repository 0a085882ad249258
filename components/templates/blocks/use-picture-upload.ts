import { useState } from 'react'

type Upload = { state: 'idle' } | { state: 'sending' } | { state: 'refused'; message: string }

const FAILED = 'The picture couldn’t be uploaded. Check your connection and try again.'

/** Uploads a picture for an email and passes on the name it is stored under. */
export function usePictureUpload(onUploaded: (name: string) => void) {
  const [upload, setUpload] = useState<Upload>({ state: 'idle' })
  const send = async (file: File) => {
    setUpload({ state: 'sending' })
    try {
      const response = await fetch('/api/templates/pictures', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      })
      const answer = (await response.json()) as { name?: string; message?: string }
      if (response.ok && answer.name) {
        setUpload({ state: 'idle' })
        return onUploaded(answer.name)
      }
      setUpload({ state: 'refused', message: answer.message ?? FAILED })
    } catch {
      setUpload({ state: 'refused', message: FAILED })
    }
  }
  return { upload, send }
}
