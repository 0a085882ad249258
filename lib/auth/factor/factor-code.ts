import { z } from 'zod'

/** A code as a person types it: six digits of the app, or a recovery code. */
export const FactorCode = z
  .string()
  .trim()
  .min(1, 'Enter a code.')
  .max(40, 'Enter the six digits of your app, or a recovery code.')
