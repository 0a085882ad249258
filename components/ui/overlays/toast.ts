'use client'

/** Set by the page's `Toaster`. Toasts created before that wait in sonner. */
const listeners = new Set<() => void>()
let wanted = false

/** Short notifications. Their code is loaded with the first one. */
export const toast = {
  success: (message: React.ReactNode) => show('success', message),
  error: (message: React.ReactNode) => show('error', message),
  /** Stays longer than others. One for each id, however often it is shown. */
  undo: (id: string, message: string, onUndo: () => void) => showUndo(id, message, onUndo),
}

async function load() {
  wanted = true
  for (const listener of listeners) listener()
  return (await import('sonner')).toast
}

async function show(kind: 'success' | 'error', message: React.ReactNode): Promise<void> {
  const shown = await load()
  shown[kind](message)
}

const UNDO_MS = 15_000

async function showUndo(id: string, message: string, onUndo: () => void): Promise<void> {
  const shown = await load()
  shown(message, { id, duration: UNDO_MS, action: { label: 'Undo', onClick: onUndo } })
}

export const anyToast = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  read: () => wanted,
}
