import { startTransition } from 'react'

/**
 * For a form whose values stay after it was sent: React empties a form when its action is done, and a chosen option or a
 * tick then shows what it was at first. Give the form its `action` as well, for before the page has come alive. Submitted
 * offline, the form keeps what was entered and is sent once the connection is back.
 */
export function preserveOnSubmit(submit: (form: FormData) => void) {
  return (event: React.FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const element = event.currentTarget
    const { submitter } = event.nativeEvent as SubmitEvent
    onceConnected(element, () => {
      const form = new FormData(element, submitter)
      startTransition(() => submit(form))
    })
  }
}

/** Forms that were submitted offline, with their latest submission. A form whose page was left is forgotten. */
const held = new Map<HTMLFormElement, () => void>()

function onceConnected(element: HTMLFormElement, send: () => void): void {
  if (navigator.onLine) {
    send()
    return
  }
  if (held.size === 0) window.addEventListener('online', sendHeld, { once: true })
  held.set(element, send)
}

function sendHeld(): void {
  const sends = [...held].filter(([element]) => element.isConnected)
  held.clear()
  for (const [, send] of sends) send()
}
