import { cache } from 'react'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { tryUse } from '@/lib/limits-of-use/limiter'
import { readSharedReport, type SharedReport } from '@/lib/reports/sharing/read-shared-report'

type Visit = { state: 'open'; report: SharedReport } | { state: 'closed' } | { state: 'too-often' }

/** Opens a shared link; rate-limited by client address. Cached per request. */
export const visitShared = cache(async (token: string, headers: Headers): Promise<Visit> => {
  const { ok } = await tryUse('shared-report.client', readClientAddress(headers))
  if (!ok) return { state: 'too-often' }
  const report = await readSharedReport(token)
  return report ? { state: 'open', report } : { state: 'closed' }
})
