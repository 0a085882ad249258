import { cache } from 'react'
import { readSharedReport, type SharedReport } from '@/lib/reports/sharing/read-shared-report'
import { visitLink } from './links/shared-link'

type Visit = { state: 'open'; report: SharedReport } | { state: 'closed' } | { state: 'too-often' }

/** Opens a link to a report. Cached per request. */
export const visitShared = cache(async (token: string, headers: Headers): Promise<Visit> => {
  const visit = await visitLink(token, headers, readSharedReport)
  return visit.state === 'open' ? { state: 'open', report: visit.work } : visit
})
