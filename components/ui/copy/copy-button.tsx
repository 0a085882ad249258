'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../buttons/button'
import type { ButtonLook } from '../buttons/button-class'

type CopyButtonProps = ButtonLook & {
  /** What is put on the clipboard. */
  text: string
  /** What it is, for people who hear the page: "the link", "the API key". */
  what: string
  /** The words of the button; "Copy" when left out. */
  children?: React.ReactNode
  className?: string
}

const SHOWN_MS = 4_000

/** Copies a link, an address, a key or other text, and says whether that worked. The only way the product copies. */
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
 * Puts text on the clipboard. Browsers give no clipboard to pages without HTTPS, and people can refuse it; both are
 * "failed".
 */
export async function copyText(text: string): Promise<'copied' | 'failed'> {
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    return 'failed'
  }
}
