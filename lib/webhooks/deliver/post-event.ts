import { isAllowedHost, OutboundError } from '@/lib/core/outbound/allowed-url'
import { type Outside, postFailureMessage, requestOutside } from '@/lib/core/outbound/request-outside'
import { env } from '@/lib/core/settings/env'

/** What an endpoint answered, or why it did not. */
export type Answer = { durationMs: number } & (
  | { status: number; response: string; error: null }
  | { status: null; response: null; error: string }
)

/** For tests: which hosts of the private network to allow, and which certificate to trust. */
export type Reach = Pick<Outside, 'allowedHosts' | 'ca'> & { timeLimitMs?: number }

const LONGEST_MS = 15_000
/** A larger response is given up, whatever its status. */
const MOST_BYTES = 64_000
const SHOWN_CHARACTERS = 1_000

/**
 * Sends an event through the guard for addresses from outside: nothing inside, no redirects, bounded time. Over TLS, except
 * to hosts in OUTBOUND_ALLOWED_HOSTS.
 */
export async function postEvent(
  url: string,
  body: string,
  headers: Record<string, string>,
  reach: Reach = { allowedHosts: env().OUTBOUND_ALLOWED_HOSTS },
): Promise<Answer> {
  const began = performance.now()
  const durationMs = () => Math.round(performance.now() - began)
  const httpsOnly = !isAllowedHost(new URL(url), reach.allowedHosts)
  const limits = { timeLimitMs: LONGEST_MS, mostBytes: MOST_BYTES, httpsOnly }
  try {
    const answer = await requestOutside(url, { method: 'POST', headers, body, ...limits, ...reach })
    return { status: answer.status, response: excerptOf(answer.bytes), error: null, durationMs: durationMs() }
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    return {
      status: null,
      response: null,
      error: postFailureMessage(error, LONGEST_MS),
      durationMs: durationMs(),
    }
  }
}

/** The beginning of a response, as text that PostgreSQL can store. */
function excerptOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, SHOWN_CHARACTERS * 4))
  return text.replaceAll('\0', '').toWellFormed().slice(0, SHOWN_CHARACTERS).toWellFormed()
}
