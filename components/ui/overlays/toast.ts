'use client'

/** Set by the page's `Toaster`; news before it listens waits in sonner itself. */
const listeners = new Set<() => void>()
let wanted = false

/** Short news that needs no answer. What draws it is fetched with the first one. */
export const toast = {
  success: (message: React.ReactNode) => tell('success', message),
  error: (message: React.ReactNode) => tell('error', message),
}

async function tell(kind: 'success' | 'error', message: React.ReactNode): Promise<void> {
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
