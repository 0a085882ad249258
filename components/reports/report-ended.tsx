import { CircleSlash, CircleX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { ReportView } from '@/lib/reports/views'

/** A report that will not be: why, that it cost nothing, and how to ask again. */
export function ReportEnded({ report }: { report: ReportView }) {
  const failed = report.status === 'failed'
  return (
    <Card className="max-w-2xl">
      <EmptyState
        icon={failed ? CircleX : CircleSlash}
        title={failed ? 'This report could not be made' : 'This report was cancelled'}
        action={<ButtonLink href="/reports/new">New report</ButtonLink>}
      >
        <p role="status">{report.failure} Nothing was charged.</p>
      </EmptyState>
    </Card>
  )
}
