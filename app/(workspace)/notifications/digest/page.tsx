import { MailOpen } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { DigestView } from '@/components/notifications/digest-view'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { formatDate } from '@/lib/core/text/format'
import { readLastDigest } from '@/lib/notifications/digest/read-digest'

export const metadata: Metadata = { title: 'Usage digest' }

export default async function DigestPage() {
  const workspace = await requireWorkspace()
  const digest = await readLastDigest(workspace)
  return (
    <>
      <PageHeader
        title="Usage digest"
        description={
          digest &&
          (digest.sentAt
            ? `Sent on ${formatDate(digest.sentAt, workspace.timeZone)} to everyone who has it on.`
            : 'A preview of the next digest.')
        }
        action={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={digest?.statementHref ?? billingHref('statement')} variant="secondary">
              View statement
            </ButtonLink>
            <ButtonLink href={billingHref('plans')} variant="secondary">
              View plans
            </ButtonLink>
          </div>
        }
      />
      {digest ? (
        <DigestView title={digest.title} paragraphs={digest.paragraphs} sections={digest.sections} />
      ) : (
        <Card>
          <EmptyState icon={MailOpen} title="No digest yet">
            The first digest is sent when a billing cycle in which credits were used ends.
          </EmptyState>
        </Card>
      )}
    </>
  )
}
