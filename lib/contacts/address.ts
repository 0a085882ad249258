import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Email addresses are compared in lowercase. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An email address can have at most 254 characters.')
  .pipe(z.email('Enter a valid email address.'))

/** The only thing we keep about the address of an erased contact. */
export function hashEmail(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
}
