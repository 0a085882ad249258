import { MailX } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ContactsTabs } from '@/components/contacts/contacts-tabs'
import { SuppressionTable } from '@/components/contacts/suppression-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listSuppressions } from '@/lib/contacts/suppress'
import { unblockAddress } from '../actions'

export const metadata: Metadata = { title: 'Not mailed' }

export default async function NotMailedPage() {
  const workspace = await requireWorkspace()
  const rows = await listSuppressions(workspace)
  return (
    <>
      <PageHeader
        title="Contacts"
        description="Addresses that no campaign goes to, whatever list they are on."
      />
      <ContactsTabs current="/contacts/not-mailed" />
      {rows.length > 0 ? (
        <SuppressionTable rows={rows} timeZone={workspace.timeZone} unblock={unblockAddress} />
      ) : (
        <Card>
          <EmptyState icon={MailX} title="Everybody may be mailed">
            Whoever unsubscribes, marks a mail as spam or has a mailbox that is gone will stand here.
          </EmptyState>
        </Card>
      )}
    </>
  )
}
