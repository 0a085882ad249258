import { startTransition } from 'react'

/**
 * For a form whose values stay after it was sent: React empties a form when its action is done, and a chosen option or a
 * tick then shows what it was at first. Give the form its `action` as well, for before the page has come alive.
 */
export function preserveOnSubmit(submit: (form: FormData) => void) {
  return (event: React.FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const form = new FormData(event.currentTarget, submitter)
    startTransition(() => submit(form))
  }
}
