import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '@/lib/core/errors'

/** The allowed clock difference, and how long a signed report can be resent. */
const TOLERANCE_SECONDS = 300
const MAX_SIGNATURES = 4

const digestOf = (secret: string, seconds: string, body: string | Uint8Array) =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')

/** `t=1764000000,v1=<hex>`, where v1 is the HMAC-SHA256 of `<t>.<body>`, like Stripe’s signatures. */
export function signReport(body: string | Uint8Array, secret: string, now: Date): string {
  const seconds = String(Math.floor(now.getTime() / 1000))
  return `t=${seconds},v1=${digestOf(secret, seconds, body)}`
}

/**
 * Accepts several `v1`, for rotating the secret.
 * @throws Refusal `signature.wrong`, `signature.old`
 */
export function checkSignature(
  body: string | Uint8Array,
  header: string,
  secret: string,
  now = new Date(),
): void {
  const parts = header
    .slice(0, 1_000)
    .split(',')
    .map((part) => part.trim())
  const seconds = /^t=(\d{1,12})$/.exec(parts.find((part) => part.startsWith('t=')) ?? '')?.[1]
  const given = parts.filter((part) => part.startsWith('v1=')).slice(0, MAX_SIGNATURES)
  if (!seconds || given.length === 0)
    throw new Refusal(
      'signature.wrong',
      'The X-Signature header must look like t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>" in hex>.',
    )
  const expected = Buffer.from(digestOf(secret, seconds, body))
  const isValid = given.some((part) => {
    const bytes = Buffer.from(part.slice(3))
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
  if (!isValid) throw new Refusal('signature.wrong', "The signature doesn't match the body.")
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > TOLERANCE_SECONDS)
    throw new Refusal('signature.old', 'The signature is more than five minutes old. Sign the report again.')
}
