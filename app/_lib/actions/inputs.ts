import { z } from 'zod'

/** For actions that only need an id. */
export const IdInput = z.object({ id: z.uuid() })

/** An uploaded file, with the id of the import it starts. */
export const uploadInput = (mostBytes: number, tooLarge: string) =>
  IdInput.extend({
    file: z
      .instanceof(File, { error: 'Choose a file.' })
      .refine((file) => file.size > 0, 'Choose a file.')
      .refine((file) => file.size <= mostBytes, tooLarge),
  })
