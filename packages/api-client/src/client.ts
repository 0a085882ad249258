import createClient, { type Client } from 'openapi-fetch'
import { secondsOf } from './api-error'
import type { paths } from './schema'

export type MarketTrakClient = Client<paths>

export type ClientOptions = {
  /** The URL of your Market Trak, such as https://app.example.com. */
  baseUrl: string
  /** An API key from the workspace settings. Keep it on your server. */
  apiKey: string
  /** How often a request is repeated that was refused as too many or too busy, or got no answer. */
  retries?: number
  fetch?: (request: Request) => Promise<Response>
  /** Waits between tries; for tests. */
  wait?: (milliseconds: number) => Promise<void>
}

/**
 * A typed client of the API. Every operation can be repeated safely: those that spend credits or create something have an
 * Idempotency-Key, and the others change nothing the second time.
 */
export function createMarketTrakClient({ baseUrl, apiKey, ...options }: ClientOptions): MarketTrakClient {
  return createClient<paths>({
    baseUrl: `${baseUrl.replace(/\/+$/, '')}/api/v1`,
    headers: { Authorization: `Bearer ${apiKey}` },
    bodySerializer: (body: unknown) => (body instanceof Blob ? body : JSON.stringify(body)),
    fetch: fetchWithRetries(options),
  })
}

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
function fetchWithRetries({
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
