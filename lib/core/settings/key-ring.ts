import { hkdfSync } from 'node:crypto'
import { env } from './env'

const KEY_BYTES = 32
const derived = new Map<string, Buffer>()

/**
 * The keys of one purpose, 32 bytes each: the first for everything new, the others so that links and secrets from before a
 * change of `NEXTAUTH_SECRET` still work. Each purpose has keys of its own (HKDF, RFC 5869), so none reveals another.
 */
export function keysFor(purpose: string): [current: Buffer, ...previous: Buffer[]] {
  const { NEXTAUTH_SECRET, NEXTAUTH_SECRET_PREVIOUS } = env()
  return [
    keyOf(NEXTAUTH_SECRET, purpose),
    ...NEXTAUTH_SECRET_PREVIOUS.map((secret) => keyOf(secret, purpose)),
  ]
}

function keyOf(secret: string, purpose: string): Buffer {
  const name = `${secret}\0${purpose}`
  const known = derived.get(name)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, '', `market-trak/${purpose}/v1`, KEY_BYTES))
  derived.set(name, key)
  return key
}
