import { cache } from 'react'
import { readSharedValuation, type SharedValuation } from '@/lib/valuations/sharing/read-shared-valuation'
import { type Visit, visitLink } from './shared-link'

/** Opens a link to a valuation. Cached per request. */
export const visitSharedValuation = cache(
  (token: string, headers: Headers): Promise<Visit<SharedValuation>> =>
    visitLink(token, headers, readSharedValuation),
)
