import { z } from 'zod'
import { workFilters } from '@/lib/paid-work/list'

/** What the address of a list of paid work carries. Anything invalid is ignored. */
export const LibraryQuery = z
  .object({
    q: z.string().trim().min(1).max(120).optional().catch(undefined),
    show: z.enum(workFilters).optional().catch(undefined),
    before: z.uuid().optional().catch(undefined),
  })
  .transform(({ q, show, before }) => ({ search: q, filter: show, before }))
