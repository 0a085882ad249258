import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where Azure answers its own machines (DNS, health, metadata): a public address in form only. */
const AZURE_WIRE_SERVER = '168.63.129.16'
/** IPv6 that is assigned to the internet. Everything else is closed, including ranges that are not in use yet. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address is on the open internet. Special-purpose ranges are not (IANA's registries, RFC 6890): private and
 * link-local networks, carrier-grade NAT, multicast, and IPv6 that carries an IPv4 address inside (mapped, NAT64, 6to4,
 * Teredo). What is not an IP address is not either.
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
