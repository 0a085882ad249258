import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ConnectForm } from '@/components/feeds/connect-form'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { allowedRoles, can } from '@/lib/auth/permissions'
import { quote } from '@/lib/metering/metered'
import { connectFeed } from '../../_actions/feed-actions'

export const metadata: Metadata = { title: 'Connect a CRM' }

export default async function ConnectPage() {
  const workspace = await requireWorkspace()
  const { credits } = await quote(workspace, 'feed.post')
  return (
    <>
      <PageHeader
        title="Connect a CRM"
        description={
          <>
            Send us REAXML, RESO JSON or Rightmove BLM files, or let us fetch them.{' '}
            <Link href="/help/property-feed" className="underline underline-offset-3">
              How it works
            </Link>
          </>
        }
      />
      {can(workspace.role, 'feeds.manage') ? (
        <ConnectForm action={connectFeed} id={randomUUID()} requestId={randomUUID()} priceCredits={credits} />
      ) : (
        <Alert>Only {allowedRoles('feeds.manage')} can connect a CRM.</Alert>
      )}
    </>
  )
}
