import { OutboundError, type OutboundProblem } from '@/lib/core/outbound/allowed-url'
import { type Outside, requestOutside } from '@/lib/core/outbound/request-outside'
import { env } from '@/lib/core/settings/env'

/** The status of the answer, or why there was none. */
export type Answer = { status: number } | { status: null; why: string }

/** For tests: which hosts may be inside, and which certificate to trust. */
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
    if (error instanceof OutboundError) return { status: null, why: wordsOf(error) }
    throw error
  }
}

function wordsOf({ problem, code }: OutboundError): string {
  const words: Record<OutboundProblem, string> = {
    address: 'This is not a valid web address.',
    protocol: 'The address must begin with https.',
    port: 'The port in the address is not one that we connect to. Use 443 or a web port above 1023.',
    'not-public': 'This address is not on the open internet.',
    redirects: 'The server redirects, which is not followed.',
    timeout: 'It did not answer within ten seconds.',
    'too-large': 'The answer is too large.',
    'unknown-name': 'There is no server with this name.',
    unreachable: `It could not be reached (${code ?? 'no reason given'}).`,
  }
  return words[problem]
}
