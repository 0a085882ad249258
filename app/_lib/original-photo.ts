import { cache } from 'react'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { isRefusal } from '@/lib/core/errors'
import { type OriginalPhoto, readOriginalPhoto } from '@/lib/files/original-photo'
import { tryUse } from '@/lib/limits-of-use/limiter'

type Visit = { state: 'open'; photo: OriginalPhoto } | { state: 'closed' } | { state: 'too-often' }

/** Opens a link to an original photo; rate-limited by client address. Cached per request. */
export const visitOriginalPhoto = cache(async (token: string, headers: Headers): Promise<Visit> => {
  const { ok } = await tryUse('original-photo.client', readClientAddress(headers))
  if (!ok) return { state: 'too-often' }
  try {
    return { state: 'open', photo: await readOriginalPhoto(token) }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { state: 'closed' }
    throw error
  }
})
