'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../buttons/button'
import type { ButtonLook } from '../buttons/button-class'

type CopyButtonProps = ButtonLook & {
  /** The text to copy. */
  text: string
  /** Name of the text for screen readers: "the link", "the API key". */
  what: string
  /** Label of the button; "Copy" by default. */
  children?: React.ReactNode
  className?: string
}

const SHOWN_MS = 4_000

/** Copies text to the clipboard and reports the result. Use this for all copying. */
export function CopyButton({
  text,
  what,
  children,
  variant = 'secondary',
  size = 'sm',
  className,
}: CopyButtonProps) {
  const [result, setResult] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (result !== 'copied') return
    const timer = setTimeout(() => setResult(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [result])
  const Icon = result === 'copied' ? Check : Copy
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        type="button"
        variant={variant}
        size={size}
        className={className}
        onClick={() => copyText(text).then(setResult)}
      >
        <Icon aria-hidden="true" />
        {result === 'copied' ? 'Copied' : (children ?? 'Copy')}
        {!children && result !== 'copied' && <span className="sr-only"> {what}</span>}
      </Button>
      <span role="status" className={result === 'failed' ? 'text-sm text-bad-ink' : 'sr-only'}>
        {result === 'copied' && `Copied ${what}.`}
        {result === 'failed' && 'Couldn’t copy. Select the text and copy it manually.'}
      </span>
    </span>
  )
}

/**
 * Copies text to the clipboard. Fails on pages without HTTPS or when the user denies access.
 */
export async function copyText(text: string): Promise<'copied' | 'failed'> {
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    return 'failed'
  }
}
