import type { OutboundError, OutboundProblem } from './allowed-url.ts'

/** Why a POST to a member's URL did not get a response, and what to change. `timeLimitMs` is the limit it was sent with. */
export function postFailureMessage({ problem, code }: OutboundError, timeLimitMs: number): string {
  const messages: Record<OutboundProblem, string> = {
    address: 'This URL isn’t valid.',
    protocol: 'The URL must start with https://.',
    port: 'We don’t connect to this port. Use 443 or a web port above 1023.',
    'not-public': 'This URL isn’t public.',
    redirects: 'The server redirects, and we don’t follow redirects.',
    timeout: `The server didn’t answer within ${timeLimitMs / 1_000} seconds.`,
    'too-large': 'The response is too large. Answer with a short body.',
    'unknown-name': 'There’s no server with this name.',
    unreachable: `The server couldn’t be reached${code ? ` (${code})` : ''}.`,
  }
  return messages[problem]
}
