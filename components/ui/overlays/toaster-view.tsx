'use client'

import { useTheme } from 'next-themes'
import { Toaster as Sonner } from 'sonner'

/** Renders toasts. Form errors are shown in the form, not here. */
export default function ToasterView() {
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast: '!bg-raised !text-ink !border-line !shadow-float !rounded-card !font-sans',
          description: '!text-muted',
        },
      }}
    />
  )
}
