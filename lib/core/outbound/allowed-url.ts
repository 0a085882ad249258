import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Why a request to a user-supplied URL was refused or failed. */
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
    /** Node's error code, such as ECONNREFUSED. */
    readonly code?: string,
  ) {
    super(code ? `${problem} (${code})` : problem)
  }
}

type Rules = { httpsOnly?: boolean; allowedHosts: readonly string[] }

/**
 * Ports above 1023 used by non-web services: the "bad ports" of the Fetch standard, which browsers refuse too, and
 * databases and control planes.
 */
const CLOSED_PORTS = new Set([
  1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432,
  5672, 5900, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 7001, 9042, 9092, 9200, 9300,
  10080, 10250, 11211, 27017, 27018,
])

/** Problems of a URL that don't require resolving its host name; null if there are none. */
export function urlProblem(url: URL, { httpsOnly = false, allowedHosts }: Rules): OutboundProblem | null {
  if (url.protocol !== 'https:' && (httpsOnly || url.protocol !== 'http:')) return 'protocol'
  if (url.username || url.password) return 'address'
  if (isAllowedHost(url, allowedHosts)) return null
  if (!isOpenPort(url.port)) return 'port'
  const host = hostOf(url)
  // IP addresses are not resolved, so they are checked here.
  return isIP(host) !== 0 && !isPublicAddress(host) ? 'not-public' : null
}

/** Empty means the default port of the protocol. */
function isOpenPort(port: string): boolean {
  const number = Number(port)
  return port === '' || number === 80 || number === 443 || (number > 1023 && !CLOSED_PORTS.has(number))
}

/** Whether the host is listed in OUTBOUND_ALLOWED_HOSTS, with or without its port. */
export function isAllowedHost(url: URL, allowedHosts: readonly string[]): boolean {
  return allowedHosts.some((allowed) => allowed === hostOf(url) || allowed === url.host)
}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

/** Azure's internal service for its machines (DNS, health, metadata), on an address that looks public. */
const AZURE_WIRE_SERVER = '168.63.129.16'
/** IPv6 addresses assigned to the internet. Everything else is refused, including unassigned ranges. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address is on the public internet. False for special-purpose ranges (IANA registries, RFC 6890): private and
 * link-local networks, carrier-grade NAT, multicast, and IPv6 with an embedded IPv4 address (mapped, NAT64, 6to4, Teredo).
 * Also false for text that is not an IP address.
 */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv6
    ? parsed.match(GLOBAL_UNICAST)
    : parsed.toString() !== AZURE_WIRE_SERVER
}
