import { cache } from 'react'
import { getCreditsSummary } from '@/lib/billing/summary'
import { skippedSeconds } from '@/lib/time-machine/time-machine'

/** Cached per request, so all parts of a page show the same numbers. */
export const summaryOf = cache(getCreditsSummary)

/** How far the demo clock is ahead; its banner and the workspace's pages both need it. */
export const skippedTime = cache(skippedSeconds)
