import { secondsOf } from './api-error'

type Options = {
  retries?: number
  fetch?: (request: Request) => Promise<Response>
  wait?: (milliseconds: number) => Promise<void>
}

/** Refused before anything happened: too many requests, or a server that is busy. */
const TRY_AGAIN = new Set([429, 503])
const DEFAULT_RETRIES = 3
const FIRST_WAIT_MS = 500
/** A longer wait than this is for the caller to decide. */
const LONGEST_WAIT_MS = 60_000

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Repeats requests as the server asks with Retry-After, and requests that got no answer. */
export function fetchWithRetries({
  retries = DEFAULT_RETRIES,
  fetch: send = (request) => fetch(request),
  wait = sleep,
}: Options): (request: Request) => Promise<Response> {
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt >= retries
      const backOff = FIRST_WAIT_MS * 2 ** attempt
      try {
        // A request's body can be sent once, so each attempt sends a copy.
        const response = await send(request.clone())
        const waitMs = (secondsOf(response.headers.get('retry-after')) ?? 0) * 1_000 || backOff
        if (isLast || !TRY_AGAIN.has(response.status) || waitMs > LONGEST_WAIT_MS) return response
        await response.body?.cancel()
        await wait(waitMs)
      } catch (error) {
        if (isLast || request.signal.aborted) throw error
        await wait(backOff)
      }
    }
  }
}
