import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { BrandingForm } from '@/components/templates/branding-form'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { readBranding } from '@/lib/templates/branding'
import { keepBranding } from '../actions'

export const metadata: Metadata = { title: 'Name and colour' }

export default async function BrandingPage() {
  const workspace = await requireWorkspace()
  const branding = await readBranding(workspace)
  return (
    <>
      <PageHeader
        title="Name and colour"
        description="How your mails look and who they are from."
        action={
          <ButtonLink href="/templates" variant="secondary">
            Templates
          </ButtonLink>
        }
      />
      {can(workspace.role, 'workspace.manage') ? (
        <BrandingForm action={keepBranding} branding={branding} />
      ) : (
        <Alert>
          Mails are from {branding.agencyName}; answers go to {branding.replyTo}. Only an owner or admin can
          change that.
        </Alert>
      )}
    </>
  )
}
