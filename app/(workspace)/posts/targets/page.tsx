import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { TargetList } from '@/components/posts/target-list'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { listTargets } from '@/lib/posts/targets/targets'
import { addTarget, removeTarget, rotateTargetSecret } from '../actions'

export const metadata: Metadata = { title: 'Webhooks' }

export default async function TargetsPage() {
  const workspace = await requireWorkspace()
  const targets = await listTargets(workspace)
  const manages = can(workspace.role, 'webhooks.manage')
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Send posts to your website or a publishing tool. Every request is signed."
        action={
          <ButtonLink href="/posts" variant="secondary">
            All posts
          </ButtonLink>
        }
      />
      <TargetList
        targets={targets.map((target) => ({ ...target, secret: manages ? target.secret : null }))}
        actions={manages ? { add: addTarget, rotate: rotateTargetSecret, remove: removeTarget } : null}
        formId={randomUUID()}
      />
    </>
  )
}
