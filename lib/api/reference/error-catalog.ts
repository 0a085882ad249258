import { problemKinds } from '../requests/problem'

/** What a client does about each kind of problem. */
const WHAT_TO_DO: Record<keyof typeof problemKinds, string> = {
  'key.invalid': 'Check the key, or create a new one. It may have been revoked.',
  'key.expired':
    'Create a new key. Rotate the next one before it expires. `expiredAt` says when this one did.',
  'scope.missing': 'Use a key with the scope in `scope`.',
  input: 'Fix the fields in `errors`.',
  'not-found': 'Check the id. Holds of other keys are not found.',
  'body.too-large': 'Send a smaller body.',
  'photo.too-large': 'Send a smaller photo.',
  'file.too-large': 'Send a smaller file.',
  'storage.full': 'Delete files you no longer need, or ask an owner to upgrade.',
  'hold.above': 'Capture at most `heldUnits`.',
  'request.reused': 'Use a new Idempotency-Key for a different request.',
  forbidden: 'Ask an owner or admin. The role of the key’s owner doesn’t allow this.',
  'cancel.limit': 'Let the work finish, or cancel tomorrow.',
  'rate.limited': 'Wait `retryAfterSeconds`, also in the Retry-After header.',
  'credits.insufficient': 'Buy credits or wait for the reset. The problem has the cost and what is left.',
  'credits.stopped': 'Choose a plan. The previous one or the trial has ended.',
  'spending-limit.reached': 'Ask an owner to raise the spending limit.',
  'limit.reached': 'Upgrade, or wait until `resetsAt`.',
  'quote.changed': 'Check the new price in `credits` and send it as `quotedCredits`.',
  busy: 'Try again in a few seconds. Nothing happened.',
  'credits.busy': 'Try again in a few seconds. Nothing happened.',
  'credits.unavailable': 'Repeat the request with the same Idempotency-Key. It may have been carried out.',
  unknown: 'Try again with the same Idempotency-Key. If it keeps happening, contact us with `requestId`.',
}

export type ErrorKind = { code: string; status: number; title: string; whatToDo: string }

export const errorCatalog: ErrorKind[] = (Object.keys(problemKinds) as (keyof typeof problemKinds)[])
  .map((code) => ({ code, ...problemKinds[code], whatToDo: WHAT_TO_DO[code] }))
  .toSorted((a, b) => a.status - b.status)
