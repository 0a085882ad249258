import type { ActionFailed } from '@/lib/core/action-state'
import type { Problem } from '../responses'

/** Other codes are product rules and become a conflict (409). */
export const problemKinds = {
  'key.invalid': { status: 401, title: 'Invalid API key' },
  'key.expired': { status: 401, title: 'API key expired' },
  'scope.missing': { status: 403, title: 'Missing scope' },
  forbidden: { status: 403, title: 'Not allowed' },
  input: { status: 400, title: 'Invalid request' },
  'not-found': { status: 404, title: 'Not found' },
  'body.too-large': { status: 413, title: 'Request too large' },
  'photo.too-large': { status: 413, title: 'File too large' },
  'file.too-large': { status: 413, title: 'File too large' },
  'storage.full': { status: 413, title: 'Storage full' },
  'hold.above': { status: 422, title: 'Capture exceeds the hold' },
  'request.reused': { status: 422, title: 'Idempotency key already used for another request' },
  'rate.limited': { status: 429, title: 'Too many requests' },
  'cancel.limit': { status: 429, title: 'Too many cancellations' },
  'credits.insufficient': { status: 402, title: 'Not enough credits' },
  'credits.stopped': { status: 402, title: 'Plan ended' },
  'spending-limit.reached': { status: 402, title: 'Spending limit reached' },
  'limit.reached': { status: 402, title: 'Monthly limit reached' },
  'quote.changed': { status: 409, title: 'Price changed' },
  busy: { status: 503, title: 'Temporarily unavailable' },
  'credits.busy': { status: 503, title: 'Temporarily unavailable' },
  'credits.unavailable': { status: 503, title: 'Temporarily unavailable' },
  unknown: { status: 500, title: 'Something went wrong' },
} as const

const isKnown = (code: string): code is keyof typeof problemKinds => Object.hasOwn(problemKinds, code)

/** The types with a status of their own, for the document. */
export const describeProblemTypes = (): string =>
  Object.entries(problemKinds)
    .map(([code, { status }]) => `${status} urn:market-trak:problem:${code}`)
    .join(', ')

export function toProblem({ code, message, details, fieldErrors, reference }: ActionFailed): Problem {
  const { status, title } = isKnown(code) ? problemKinds[code] : { status: 409, title: 'Conflict' }
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
