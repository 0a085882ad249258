import { isIP } from 'node:net'

/**
 * The client address of a request, for limits per client (R42). Clients can send any X-Forwarded-For, so only entries our
 * own proxies appended count, which are the last ones: with `trustedHops` proxies in front of us, the address is the entry
 * that many places from the right. Without proxies it is the address of the socket.
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
  // With fewer entries than proxies, the request did not pass all of them, so the entries can't be trusted; only the
  // socket address can.
  const entry = entries.at(-trustedHops)
  return (entry === undefined ? null : plainAddress(entry)) ?? peer
}

const UNKNOWN = 'unknown'
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i

/** The address without port, brackets or IPv4-mapped prefix; IPv6 as its /64 network. Null if invalid. */
function plainAddress(text: string): string | null {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1]
  const withPort = /^([\d.]+):\d{1,5}$/.exec(text)?.[1]
  const address = bracketed ?? withPort ?? text
  const v4 = MAPPED.exec(address)?.[1] ?? address
  if (isIP(v4) === 4) return v4
  return isIP(address) === 6 ? networkOf(address) : null
}

/** "2001:db8:0:1::/64": a client can use any address of its network, so they count as one. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right]
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}
