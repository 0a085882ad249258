import { safeReturnPath } from '@/lib/auth/return-path'
import { env } from '@/lib/core/settings/env'

export type Return = {
  /** A path in this app. */
  returnTo: string
  /** Whether the page was opened in a new tab, while the person continues in the previous one. */
  newTab: boolean
  /** Whether the page shows a confirmation instead of redirecting: for new tabs and for files. */
  stays: boolean
}

/** Where the person was, from the page's URL or its form. */
export function readReturn({ returnTo, tab }: { returnTo?: unknown; tab?: unknown }): Return {
  const path = safeReturnPath(typeof returnTo === 'string' ? returnTo : '', env().APP_URL, '/dashboard')
  const newTab = tab === 'new'
  // Avoids a redirect loop.
  const safe = path.startsWith('/verify') ? '/dashboard' : path
  return { returnTo: safe, newTab, stays: newTab || safe.startsWith('/api/') }
}

export const returnSearch = ({ returnTo, newTab }: Return): URLSearchParams =>
  new URLSearchParams({ returnTo, ...(newTab && { tab: 'new' }) })
