import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { SenderForm } from '@/components/templates/sender-form'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { readBranding } from '@/lib/templates/letter/branding'
import { saveSender } from '../actions'

export const metadata: Metadata = { title: 'Who mails are from' }

export default async function SenderPage() {
  const workspace = await requireWorkspace()
  const { agencyName, replyTo, phone, website, postalAddress } = await readBranding(workspace)
  return (
    <>
      <PageHeader
        title="Who mails are from"
        description="Where answers go, and what stands at the foot of every mail."
        action={
          <ButtonLink href="/templates" variant="secondary">
            Templates
          </ButtonLink>
        }
      />
      {can(workspace.role, 'workspace.manage') ? (
        <div className="grid gap-6">
          <p className="text-sm text-muted">
            Mails are from {agencyName}. Its name, colour and logo are those of{' '}
            <Link
              href="/workspace-settings#brand"
              className="font-medium text-brand-ink underline underline-offset-3"
            >
              your brand
            </Link>
            .
          </p>
          <SenderForm action={saveSender} details={{ replyTo, phone, website, postalAddress }} />
        </div>
      ) : (
        <Alert>
          Mails are from {agencyName}; answers go to {replyTo}. Only an owner or admin can change that.
        </Alert>
      )}
    </>
  )
}
