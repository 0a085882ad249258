import { CircleSlash, CircleX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RetryForm } from '@/components/work/retry-form'
import type { ReportView } from '@/lib/reports/views'

type Props = {
  report: ReportView
  retry: Omit<React.ComponentProps<typeof RetryForm>, 'endedId' | 'name' | 'centered'>
}

/** A report that will not be: why, that it cost nothing, and how to ask again. */
export function ReportEnded({ report, retry }: Props) {
  const failed = report.status === 'failed'
  return (
    <Card className="max-w-2xl">
      <EmptyState
        icon={failed ? CircleX : CircleSlash}
        title={failed ? 'This report could not be made' : 'This report was cancelled'}
        action={
          <div className="grid justify-items-center gap-4">
            <RetryForm {...retry} endedId={report.id} name="report" centered />
            <ButtonLink href="/reports/new" variant="secondary">
              Another area or period
            </ButtonLink>
          </div>
        }
      >
        <p role="status">{report.failure} Nothing was charged.</p>
      </EmptyState>
    </Card>
  )
}
