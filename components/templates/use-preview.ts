'use client'

import { useEffect, useRef, useState } from 'react'
import type { Preview, TemplateKind } from '@/lib/templates/views'

/** Long enough that typing is not interrupted. */
const PAUSE_MS = 300

type Words = { kind: TemplateKind; subject: string; body: string }

/** How the words look, a moment after typing stopped; null when that could not be asked. */
export function usePreview({ kind, subject, body }: Words, initial: Preview): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(initial)
  const shown = useRef(`${subject}\n${body}`)
  useEffect(() => {
    if (shown.current === `${subject}\n${body}`) return
    const left = new AbortController()
    const timer = setTimeout(async () => {
      const next = await ask({ kind, subject, body }, left.signal)
      if (left.signal.aborted) return
      shown.current = `${subject}\n${body}`
      setPreview(next)
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [kind, subject, body])
  return preview
}

async function ask(words: Words, signal: AbortSignal): Promise<Preview | null> {
  try {
    const body = JSON.stringify(words)
    const answer = await fetch('/api/templates/preview', { method: 'POST', body, signal })
    return answer.ok ? ((await answer.json()) as Preview) : null
  } catch {
    return null
  }
}
