import { z } from 'zod'

/** The id of a data set in a form or URL; blank or missing is the bundled county. */
export const OptionalSetId = z
  .union([z.literal('').transform(() => null), z.uuid(), z.null()])
  .optional()
  .transform((id) => id ?? null)
