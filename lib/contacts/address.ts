import { createHash } from 'node:crypto'
import { z } from 'zod'

/** An address is the same however it was typed. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An address has at most 254 characters.')
  .pipe(z.email('This is not an email address.'))

/** What is kept of the address of somebody who asked to be erased. */
export function hashOfEmail(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
}
