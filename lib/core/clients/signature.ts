import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '../settings/env'

/**
 * Signs data in links that leave the product. Signatures are bound to a purpose: one made for one purpose is invalid for
 * another.
 */
export const signatureOf = (purpose: string, text: string): string =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`${purpose}:${text}`).digest('base64url')

/** Compares in constant time, so timing reveals nothing about the correct signature. */
export function isSignature(signature: string, purpose: string, text: string): boolean {
  const [actual, expected] = [Buffer.from(signature), Buffer.from(signatureOf(purpose, text))]
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
