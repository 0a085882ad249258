import { z } from 'zod'

/** For actions that need to know which one, and nothing else. */
export const IdInput = z.object({ id: z.uuid() })
