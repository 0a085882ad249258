import { cache } from 'react'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { isRefusal } from '@/lib/core/errors'
import { type OriginalPhoto, readOriginalPhoto } from '@/lib/files/original-photo'
import { tryUse } from '@/lib/rate-limits/limiter'
import { readSharedReport, type SharedReport } from '@/lib/reports/sharing/read-shared-report'

/** Links that anyone can open. Opening them is rate-limited by client address, and cached per request. */

type Visit<Shown> = ({ state: 'open' } & Shown) | { state: 'closed' } | { state: 'too-often' }

/** Opens a shared report. */
export const visitShared = cache(
  async (token: string, headers: Headers): Promise<Visit<{ report: SharedReport }>> => {
    const { ok } = await tryUse('shared-report.client', readClientAddress(headers))
    if (!ok) return { state: 'too-often' }
    const report = await readSharedReport(token)
    return report ? { state: 'open', report } : { state: 'closed' }
  },
)

/** Opens the original of an altered photo. */
export const visitOriginalPhoto = cache(
  async (token: string, headers: Headers): Promise<Visit<{ photo: OriginalPhoto }>> => {
    const { ok } = await tryUse('original-photo.client', readClientAddress(headers))
    if (!ok) return { state: 'too-often' }
    try {
      return { state: 'open', photo: await readOriginalPhoto(token) }
    } catch (error) {
      if (isRefusal(error, 'not-found')) return { state: 'closed' }
      throw error
    }
  },
)
