import { cache } from 'react'
import { getCreditsSummary } from '@/lib/billing/summary'

/** Once per request, however many parts of a page show it: all of them say the same. */
export const summaryOf = cache(getCreditsSummary)
