import { env } from '@/lib/core/settings/env'

/**
 * Whether a form was submitted by one of our own pages. Browsers send the origin of a form; other programs send none, and
 * they have no user's cookies.
 */
export function isFromOurPages(headers: Pick<Headers, 'get'>): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin === null || origin === new URL(env().APP_URL).origin
}
