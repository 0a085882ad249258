'use client'

import { ThemeProvider as NextThemes } from 'next-themes'

/** Without its `disableTransitionOnChange`: that styles the whole page anew four times as it comes alive. */
export function ThemeProvider({ children, nonce }: { children: React.ReactNode; nonce?: string }) {
  return (
    <NextThemes attribute="class" defaultTheme="system" enableSystem nonce={nonce}>
      {children}
    </NextThemes>
  )
}
