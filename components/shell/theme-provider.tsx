'use client'

import { ThemeProvider as NextThemes } from 'next-themes'
import { useEffect } from 'react'
import { coloursAtOnce } from './colours-at-once'

/** Without its `disableTransitionOnChange`: that styles the whole page anew four times as it comes alive. */
export function ThemeProvider({ children, nonce }: { children: React.ReactNode; nonce?: string }) {
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', coloursAtOnce)
    return () => system.removeEventListener('change', coloursAtOnce)
  }, [])
  return (
    <NextThemes attribute="class" defaultTheme="system" enableSystem nonce={nonce}>
      {children}
    </NextThemes>
  )
}
