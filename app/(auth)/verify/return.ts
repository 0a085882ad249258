import { safeReturnPath } from '@/lib/auth/safe-return-path'
import { env } from '@/lib/core/settings/env'

export type Return = {
  /** A path of ours. */
  returnTo: string
  /** Whether the page was opened beside another tab, where the person goes on. */
  newTab: boolean
  /** Whether the page says that it is done instead of leaving: for another tab, and for files. */
  stays: boolean
}

/** Where the person was, from the page's address or its form. */
export function readReturn({ returnTo, tab }: { returnTo?: unknown; tab?: unknown }): Return {
  const path = safeReturnPath(typeof returnTo === 'string' ? returnTo : '', env().APP_URL, '/dashboard')
  const newTab = tab === 'new'
  // A page that leads to itself would never end.
  const safe = path.startsWith('/verify') ? '/dashboard' : path
  return { returnTo: safe, newTab, stays: newTab || safe.startsWith('/api/') }
}

export const returnSearch = ({ returnTo, newTab }: Return): URLSearchParams =>
  new URLSearchParams({ returnTo, ...(newTab && { tab: 'new' }) })
