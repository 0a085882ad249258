'use client'

/** Set by the page's `Toaster`. Toasts created before that wait in sonner. */
const listeners = new Set<() => void>()
let wanted = false

/** Short notifications. Their code is loaded with the first one. */
export const toast = {
  success: (message: React.ReactNode) => show('success', message),
  error: (message: React.ReactNode) => show('error', message),
}

async function show(kind: 'success' | 'error', message: React.ReactNode): Promise<void> {
  wanted = true
  for (const listener of listeners) listener()
  const sonner = await import('sonner')
  sonner.toast[kind](message)
}

export const anyToast = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  read: () => wanted,
}
