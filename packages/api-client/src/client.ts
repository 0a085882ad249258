import createClient, { type Client } from 'openapi-fetch'
import { fetchWithRetries } from './fetch-with-retries'
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
