import { z } from 'zod'

/** A code as typed: six digits from the app, or a recovery code. */
export const FactorCode = z
  .string()
  .trim()
  .min(1, 'Enter a code.')
  .max(40, 'Enter the six-digit code from your app, or a recovery code.')
