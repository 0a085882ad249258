import { hash } from 'node:crypto'

/** The nil UUID, for entries without a subject. */
export const nilId = '00000000-0000-0000-0000-000000000000'

/**
 * An idempotency key as the ledger stores it: the first 16 bytes of its SHA-256, written as a UUID. The fixed width
 * keeps the unique index small (187 bytes per entry instead of 246 with text keys) and allows keys of any length.
 */
export function keyId(key: string): string {
  const hex = hash('sha256', key, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

/** A signed 64-bit hash of a request's input, in decimal. The same key with different input is an error (R12). */
export function inputHash(parts: readonly (string | number | null)[]): string {
  const hex = hash('sha256', JSON.stringify(parts), 'hex').slice(0, 16)
  return BigInt.asIntN(64, BigInt(`0x${hex}`)).toString()
}
