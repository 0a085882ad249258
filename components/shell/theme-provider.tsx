'use client'

import { ThemeProvider as NextThemes } from 'next-themes'
import { useEffect } from 'react'
import { skipTransitions } from './skip-transitions'

/** Doesn't use `disableTransitionOnChange`, which restyles the whole page four times during hydration. */
export function ThemeProvider({ children, nonce }: { children: React.ReactNode; nonce?: string }) {
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', skipTransitions)
    return () => system.removeEventListener('change', skipTransitions)
  }, [])
  return (
    <NextThemes attribute="class" defaultTheme="system" enableSystem nonce={nonce}>
      {children}
    </NextThemes>
  )
}
