import { cache } from 'react'
import { getCreditsSummary } from '@/lib/billing/summary'

/** Cached per request, so all parts of a page show the same numbers. */
export const summaryOf = cache(getCreditsSummary)
