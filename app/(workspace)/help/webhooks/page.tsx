import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { WebhooksHelp } from '@/components/webhooks/webhooks-help'
import { can } from '@/lib/auth/permissions'

export const metadata: Metadata = { title: 'How webhooks work' }

export default async function WebhooksHelpPage() {
  const workspace = await requireWorkspace()
  const mayManage = can(workspace.role, 'endpoints.manage')
  return (
    <>
      <PageHeader
        title="How webhooks work"
        description="Events, signatures and retries, for the developers of your own programs."
        action={mayManage && <ButtonLink href="/workspace-settings?tab=webhooks">Manage webhooks</ButtonLink>}
      />
      <WebhooksHelp mayManage={mayManage} />
    </>
  )
}
