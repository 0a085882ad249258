import { isIP } from 'node:net'
import { isPublicAddress } from './public-address'

/** Why an address from outside was not requested, or brought nothing. */
export type OutboundProblem =
  | 'address'
  | 'protocol'
  | 'port'
  | 'not-public'
  | 'redirects'
  | 'timeout'
  | 'too-large'
  | 'unknown-name'
  | 'unreachable'

export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  constructor(
    readonly problem: OutboundProblem,
    /** Node's own code, such as ECONNREFUSED. */
    readonly code?: string,
  ) {
    super(code ? `${problem} (${code})` : problem)
  }
}

type Rules = { httpsOnly?: boolean; allowedHosts: readonly string[] }

/**
 * Ports above 1023 on which something else than the web answers: what browsers refuse too (the "bad ports" of the Fetch
 * standard), and databases and control planes.
 */
const CLOSED_PORTS = new Set([
  1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432,
  5672, 5900, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 7001, 9042, 9092, 9200, 9300,
  10080, 10250, 11211, 27017, 27018,
])

/** What can be seen of an address without resolving its name; null when nothing is wrong. */
export function toProblem(url: URL, { httpsOnly = false, allowedHosts }: Rules): OutboundProblem | null {
  if (url.protocol !== 'https:' && (httpsOnly || url.protocol !== 'http:')) return 'protocol'
  if (url.username || url.password) return 'address'
  if (isAllowedHost(url, allowedHosts)) return null
  if (!isOpenPort(url.port)) return 'port'
  const host = hostOf(url)
  // An IP address is never looked up, so it is checked here.
  return isIP(host) !== 0 && !isPublicAddress(host) ? 'not-public' : null
}

/** Empty: the usual port of the protocol. */
function isOpenPort(port: string): boolean {
  const number = Number(port)
  return port === '' || number === 80 || number === 443 || (number > 1023 && !CLOSED_PORTS.has(number))
}

/** Named in OUTBOUND_ALLOWED_HOSTS, with or without its port. */
export function isAllowedHost(url: URL, allowedHosts: readonly string[]): boolean {
  return allowedHosts.some((allowed) => allowed === hostOf(url) || allowed === url.host)
}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')
