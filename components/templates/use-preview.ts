'use client'

import { useEffect, useRef, useState } from 'react'
import type { Preview, TemplateKind } from '@/lib/templates/views'

/** Long enough that previews don’t interrupt typing. */
const PAUSE_MS = 300

type Content = { kind: TemplateKind; subject: string; body: string }

/** The preview, refreshed shortly after typing stops; null if the request failed. */
export function usePreview({ kind, subject, body }: Content, initial: Preview): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(initial)
  const shown = useRef(`${subject}\n${body}`)
  useEffect(() => {
    if (shown.current === `${subject}\n${body}`) return
    const request = new AbortController()
    const timer = setTimeout(async () => {
      const next = await fetchPreview({ kind, subject, body }, request.signal)
      if (request.signal.aborted) return
      shown.current = `${subject}\n${body}`
      setPreview(next)
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      request.abort()
    }
  }, [kind, subject, body])
  return preview
}

async function fetchPreview(content: Content, signal: AbortSignal): Promise<Preview | null> {
  try {
    const body = JSON.stringify(content)
    const response = await fetch('/api/templates/preview', { method: 'POST', body, signal })
    return response.ok ? ((await response.json()) as Preview) : null
  } catch {
    return null
  }
}
