import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '../settings/env'

/**
 * Signs what leaves the product in a link and comes back with it. Each purpose has signatures of its own: what was signed
 * for one is worth nothing for another.
 */
export const signatureOf = (purpose: string, text: string): string =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`${purpose}:${text}`).digest('base64url')

/** Compared in constant time: how long it takes tells nothing of the right one. */
export function isSignature(given: string, purpose: string, text: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(signatureOf(purpose, text))]
  return one.length === other.length && timingSafeEqual(one, other)
}
