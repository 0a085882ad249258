import { CalendarSync } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { RecurringList } from '@/components/recurring/recurring-list'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listRecurring } from '@/lib/recurring/list-recurring'
import { pauseRecurringReport, resumeRecurringReport, stopRecurringReport } from './actions'

export const metadata: Metadata = { title: 'Recurring reports' }

export default async function RecurringPage() {
  const workspace = await requireWorkspace()
  const rows = await listRecurring(workspace)
  return (
    <>
      <PageHeader
        title="Recurring reports"
        description="Market reports that are made and emailed to a list every month."
        action={
          <ButtonLink href="/reports" variant="secondary">
            All reports
          </ButtonLink>
        }
      />
      {rows.length > 0 ? (
        <RecurringList
          rows={rows}
          timeZone={workspace.timeZone}
          actions={{ pause: pauseRecurringReport, resume: resumeRecurringReport, end: stopRecurringReport }}
        />
      ) : (
        <Card>
          <EmptyState
            icon={CalendarSync}
            title="No recurring reports yet"
            action={<ButtonLink href="/reports">Choose a report</ButtonLink>}
          >
            Open a report, then choose Use this, Email it every month.
          </EmptyState>
        </Card>
      )}
    </>
  )
}
