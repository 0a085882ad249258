import { OutboundError, type OutboundProblem } from '@/lib/core/outbound/allowed-url'
import { type Outside, requestOutside } from '@/lib/core/outbound/request-outside'
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
    if (error instanceof OutboundError) return { status: null, reason: messageOf(error) }
    throw error
  }
}

function messageOf({ problem, code }: OutboundError): string {
  const messages: Record<OutboundProblem, string> = {
    address: 'This URL isn’t valid.',
    protocol: 'The URL must start with https://.',
    port: 'We don’t connect to this port. Use 443 or a web port above 1023.',
    'not-public': 'This URL isn’t public.',
    redirects: 'The server redirects, and we don’t follow redirects.',
    timeout: 'The server didn’t answer within 10 seconds.',
    'too-large': 'The response is too large.',
    'unknown-name': 'There’s no server with this name.',
    unreachable: `The server couldn’t be reached${code ? ` (${code})` : ''}.`,
  }
  return messages[problem]
}
