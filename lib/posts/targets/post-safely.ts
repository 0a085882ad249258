import { OutboundError } from '@/lib/core/outbound/allowed-url'
import { type Outside, postFailureMessage, requestOutside } from '@/lib/core/outbound/request-outside'
import { env } from '@/lib/core/settings/env'

/** The response's status, or why there was no response. */
export type Answer = { status: number } | { status: null; reason: string }

/** For tests: which hosts of the private network to allow, and which certificate to trust. */
export type Reach = Pick<Outside, 'allowedHosts' | 'ca'>

const LONGEST_MS = 10_000

/** Sends a body over TLS to an address that a member entered, without following redirects. Reads only the status. */
export async function postSafely(
  url: string,
  body: string,
  headers: Record<string, string>,
  reach: Reach = { allowedHosts: env().OUTBOUND_ALLOWED_HOSTS },
): Promise<Answer> {
  const limits = { timeLimitMs: LONGEST_MS, mostBytes: 0, httpsOnly: true }
  try {
    const { status } = await requestOutside(url, { method: 'POST', headers, body, ...limits, ...reach })
    return { status }
  } catch (error) {
    if (error instanceof OutboundError) return { status: null, reason: postFailureMessage(error, LONGEST_MS) }
    throw error
  }
}
