import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

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
