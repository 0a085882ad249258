import type { AttemptResult } from './deliver-webhook'

/** What became of an event that someone sent by hand. */
export function resultMessage(result: AttemptResult | null): string {
  // Another process took it in the same moment.
  if (!result) return 'The event is being sent. Reload the page to see the result.'
  const { answer, isDelivered, willRetry } = result
  if (isDelivered) return `Delivered. Your server answered ${answer.status}.`
  const why = answer.error ?? `Your server answered ${answer.status}.`
  return willRetry ? `Not delivered. ${why} We’ll try again.` : `Not delivered. ${why}`
}
