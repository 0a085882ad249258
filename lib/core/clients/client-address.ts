import { isIP } from 'node:net'

/**
 * The address of whoever sent a request, for limits per client (R42). Anyone can send any X-Forwarded-For, so only what
 * our own proxies appended counts, and those entries are the last ones: with `trustedHops` proxies in front of us, the
 * address is the entry so many places from the right. With none it is the address at the other end of the socket.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | readonly string[] | undefined,
  trustedHops: number,
): string {
  const peer = plainAddress(socketAddress ?? '') ?? UNKNOWN
  if (trustedHops === 0) return peer
  const entries = [forwardedFor ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  // Fewer entries than proxies: the request did not pass all of them. What there is was written by one of ours or by
  // the sender, and only the socket is sure.
  const entry = entries.at(-trustedHops)
  return (entry === undefined ? null : plainAddress(entry)) ?? peer
}

const UNKNOWN = 'unknown'
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i

/** Without a port, brackets or the IPv6 spelling of an IPv4 address; IPv6 as its /64, which is one client's. Null: none. */
function plainAddress(text: string): string | null {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1]
  const withPort = /^([\d.]+):\d{1,5}$/.exec(text)?.[1]
  const address = bracketed ?? withPort ?? text
  const v4 = MAPPED.exec(address)?.[1] ?? address
  if (isIP(v4) === 4) return v4
  return isIP(address) === 6 ? networkOf(address) : null
}

/** "2001:db8:0:1::/64": a client may use any address of its network, so all of them are counted as one. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right]
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}
