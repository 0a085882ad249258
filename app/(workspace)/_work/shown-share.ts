import type { OpenLink } from '@/components/reports/share-card'
import { can } from '@/lib/auth/permissions'
import { env } from '@/lib/core/settings/env'
import { getActiveShare, type Sharing } from '@/lib/paid-work/sharing/share'
import type { Membership } from '@/lib/workspaces/members/membership'

/** The active link of a result at `path`. Its address is shown only to members who can share. */
export async function shownShare(
  sharing: Sharing,
  path: string,
  workspace: Membership,
  id: string,
): Promise<OpenLink | null> {
  const open = await getActiveShare(sharing, workspace, id)
  if (!open) return null
  const shown = open.token !== null && can(workspace.role, 'reports.share')
  return { until: open.until, href: shown ? `${env().APP_URL}${path}/${open.token}` : null }
}
