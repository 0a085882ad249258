import type { ActionFailed } from '@/lib/core/action-state'
import type { Problem } from './answers'

/** What is not here and is a rule of the product is a conflict. */
const KINDS: Record<string, { status: number; title: string }> = {
  'key.invalid': { status: 401, title: 'No valid key' },
  'key.expired': { status: 401, title: 'The key has expired' },
  'scope.missing': { status: 403, title: 'The key may not do this' },
  input: { status: 400, title: 'The request is not valid' },
  'not-found': { status: 404, title: 'Not found' },
  'body.too-large': { status: 413, title: 'The request is too large' },
  'hold.above': { status: 422, title: 'More than was held' },
  'request.reused': { status: 422, title: 'The idempotency key was used for something else' },
  'rate.limited': { status: 429, title: 'Too many requests' },
  'credits.insufficient': { status: 402, title: 'Not enough credits' },
  'credits.stopped': { status: 402, title: 'The plan has ended' },
  'spending-limit.reached': { status: 402, title: 'A spending limit is reached' },
  'limit.reached': { status: 402, title: 'The monthly limit is reached' },
  'quote.changed': { status: 409, title: 'The price has changed' },
  busy: { status: 503, title: 'Try again' },
  'credits.busy': { status: 503, title: 'Try again' },
  'credits.unavailable': { status: 503, title: 'Try again' },
  unknown: { status: 500, title: 'Something went wrong' },
}

export function problemOf({ code, message, details, fieldErrors, reference }: ActionFailed): Problem {
  const { status, title } = KINDS[code] ?? { status: 409, title: 'Not possible now' }
  return {
    type: `urn:market-trak:problem:${code}`,
    title,
    status,
    detail: message,
    ...details,
    ...(fieldErrors && { errors: fieldErrors }),
    ...(reference && { reference }),
  }
}
