import { z } from 'zod'

/** For actions that only need an id. */
export const IdInput = z.object({ id: z.uuid() })
