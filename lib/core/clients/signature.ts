import { createHmac, timingSafeEqual } from 'node:crypto'
import { keysFor } from '../settings/key-ring'

/**
 * Signs data in links that leave the product. Signatures are bound to a purpose: one made for one purpose is invalid for
 * another.
 */
export const signatureOf = (purpose: string, text: string): string => sign(keysFor(purpose)[0], text)

/** The signature of each key, newest first. For what is found by its signature or has to be shown again. */
export const signaturesOf = (purpose: string, text: string): string[] =>
  keysFor(purpose).map((key) => sign(key, text))

/** Whether one of our keys signed this. Compares in constant time, so timing reveals nothing about the correct signature. */
export function isSignature(signature: string, purpose: string, text: string): boolean {
  const actual = Buffer.from(signature)
  return signaturesOf(purpose, text).some((one) => {
    const expected = Buffer.from(one)
    return actual.length === expected.length && timingSafeEqual(actual, expected)
  })
}

const sign = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64url')
