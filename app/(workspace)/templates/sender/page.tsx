import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { SenderForm } from '@/components/templates/sender-form'
import { SendingDomainCard } from '@/components/templates/sending-domain-card'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { readBranding } from '@/lib/templates/render/branding'
import { readSendingDomain } from '@/lib/templates/sending-domain/sending-domain'
import { checkSendingDomain, removeSendingDomain, saveSender, saveSendingDomain } from '../actions'

export const metadata: Metadata = { title: 'Sender details' }

export default async function SenderPage() {
  const workspace = await requireWorkspace()
  const { agencyName, replyTo, phone, website, postalAddress } = await readBranding(workspace)
  return (
    <>
      <PageHeader
        title="Sender details"
        description="Your reply-to address and the footer of every email."
        action={
          <ButtonLink href="/templates" variant="secondary">
            Templates
          </ButtonLink>
        }
      />
      {can(workspace.role, 'workspace.manage') ? (
        <div className="grid gap-6">
          <p className="text-sm text-muted">
            Emails are sent as {agencyName}. To change the name, color or logo, edit{' '}
            <Link
              href="/workspace-settings#brand"
              className="font-medium text-brand-ink underline underline-offset-3"
            >
              your brand
            </Link>
            .
          </p>
          <SenderForm action={saveSender} details={{ replyTo, phone, website, postalAddress }} />
          <SendingDomainCard
            domain={await readSendingDomain(workspace)}
            timeZone={workspace.timeZone}
            save={saveSendingDomain}
            check={checkSendingDomain}
            remove={removeSendingDomain}
          />
        </div>
      ) : (
        <Alert>
          Emails are sent as {agencyName}, and replies go to {replyTo}. Only an owner or admin can change
          this.
        </Alert>
      )}
    </>
  )
}
