import { cache } from 'react'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { isRefusal } from '@/lib/core/errors'
import { type OriginalPhoto, readOriginalPhoto } from '@/lib/files/original-photo'
import { tryUse } from '@/lib/rate-limits/limiter'
import { readSharedReport, type SharedReport } from '@/lib/reports/sharing/read-shared-report'
import { visitLink } from './links/shared-link'

/** Links that anyone can open. Opening them is rate-limited by client address, and cached per request. */

/** Opens a link to a report. */
export const visitShared = cache(
  async (
    token: string,
    headers: Headers,
  ): Promise<{ state: 'open'; report: SharedReport } | { state: 'closed' } | { state: 'too-often' }> => {
    const visit = await visitLink(token, headers, readSharedReport)
    return visit.state === 'open' ? { state: 'open', report: visit.work } : visit
  },
)

/** Opens the original of an altered photo. */
export const visitOriginalPhoto = cache(
  async (
    token: string,
    headers: Headers,
  ): Promise<{ state: 'open'; photo: OriginalPhoto } | { state: 'closed' } | { state: 'too-often' }> => {
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
