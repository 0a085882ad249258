import { cache } from 'react'
import { countVisit } from '@/lib/reports/count-visit'
import { readSharedReport, type SharedReport } from '@/lib/reports/read-shared-report'

type Visit = { state: 'open'; report: SharedReport } | { state: 'closed' } | { state: 'too-often' }

/** Opens a shared link, counted by the address that it is opened from. Once per request. */
export const visitShared = cache(async (token: string, forwardedFor: string | null): Promise<Visit> => {
  const address = forwardedFor?.split(',')[0]?.trim() || 'unknown'
  if (!(await countVisit(address))) return { state: 'too-often' }
  const report = await readSharedReport(token)
  return report ? { state: 'open', report } : { state: 'closed' }
})
