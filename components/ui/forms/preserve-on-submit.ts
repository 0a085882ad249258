import { startTransition } from 'react'

/**
 * Keeps the values of a form after it is submitted; React would otherwise reset it when its action is done. Set the form's
 * `action` as well, for submissions before hydration. A form submitted offline keeps its values and is sent once the
 * connection is back.
 */
export function preserveOnSubmit(submit: (form: FormData) => void) {
  return (event: React.FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const element = event.currentTarget
    const { submitter } = event.nativeEvent as SubmitEvent
    whenConnected(element, () => {
      const form = new FormData(element, submitter)
      startTransition(() => submit(form))
    })
  }
}

/** Forms submitted offline with their latest submission. Forms no longer on the page are dropped. */
const queued = new Map<HTMLFormElement, () => void>()

function whenConnected(element: HTMLFormElement, send: () => void): void {
  if (navigator.onLine) {
    send()
    return
  }
  if (queued.size === 0) window.addEventListener('online', sendQueued, { once: true })
  queued.set(element, send)
}

function sendQueued(): void {
  const sends = [...queued].filter(([element]) => element.isConnected)
  queued.clear()
  for (const [, send] of sends) send()
}
