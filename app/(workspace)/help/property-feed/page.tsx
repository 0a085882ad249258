import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { FeedHelp } from '@/components/feeds/feed-help'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { MOST_LISTINGS } from '@/lib/feeds/parsers/read-feed'
import { BIG_IMPORT_POSTS } from '@/lib/feeds/posts/decide'
import { MOST_FILE_BYTES } from '@/lib/files/files'
import { quote } from '@/lib/metering/metered'
import { windowLimits } from '@/lib/rate-limits/limits'

export const metadata: Metadata = { title: 'How to connect a CRM' }

const BYTES_A_MEGABYTE = 1_000_000

export default async function FeedHelpPage() {
  const workspace = await requireWorkspace()
  const { credits } = await quote(workspace, 'feed.post')
  const mayConnect = can(workspace.role, 'feeds.manage')
  return (
    <>
      <PageHeader
        title="How to connect a CRM"
        description="Formats, costs and approvals for property feeds."
        action={mayConnect && <ButtonLink href="/workspace-settings/feeds/connect">Connect a CRM</ButtonLink>}
      />
      <FeedHelp
        priceCredits={credits}
        mayConnect={mayConnect}
        limits={{
          megabytes: MOST_FILE_BYTES / BYTES_A_MEGABYTE,
          listings: MOST_LISTINGS,
          filesAMinute: windowLimits['feed-file.feed'].most,
          bigImportPosts: BIG_IMPORT_POSTS,
        }}
      />
    </>
  )
}
