import { randomBytes } from 'node:crypto'

const BYTES_AT_ONCE = 4_096

let bytes = Buffer.alloc(0)
let used = 0

/**
 * An unpredictable id. Every request needs some, and to ask the system for each takes longer than the rest of making it, so the bytes
 * are fetched many at a time. Each is used once.
 * @param length in bytes
 */
export function randomId(length: number, encoding: 'hex' | 'base64'): string {
  if (used + length > bytes.length) {
    bytes = randomBytes(Math.max(length, BYTES_AT_ONCE))
    used = 0
  }
  used += length
  return bytes.toString(encoding, used - length, used)
}
