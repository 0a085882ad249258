import Link from 'next/link'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { countOf, formatCredits, formatDateTime } from '@/lib/core/text/format'
import type { RecurringRow, RecurringStatus } from '@/lib/recurring/views'

type Props = {
  rows: RecurringRow[]
  timeZone: string
  actions: { pause: FormAction; resume: FormAction; end: FormAction }
}

const recurringStatusLabels: Record<RecurringStatus, { label: string; tone: BadgeTone }> = {
  active: { label: 'Active', tone: 'good' },
  paused: { label: 'Paused', tone: 'warn' },
  ended: { label: 'Ended', tone: 'neutral' },
}

const runLabels: Record<RecurringRow['runs'][number]['status'], string> = {
  waiting: 'In progress',
  making: 'In progress',
  sent: 'Sent',
  skipped: 'Skipped',
}

/** The recurring reports: when each runs next, what that costs, and what its last months led to. */
export function RecurringList({ rows, ...rest }: Props) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-label="Recurring reports">
      {rows.map((row) => (
        <li key={row.id}>
          <RecurringCard row={row} {...rest} />
        </li>
      ))}
    </ul>
  )
}

function RecurringCard({ row, timeZone, actions }: { row: RecurringRow } & Omit<Props, 'rows'>) {
  const { id, name, listName, status, nextRunAt, failure, cost, runs } = row
  const { label, tone } = recurringStatusLabels[status]
  return (
    <Card id={id} aria-labelledby={`name-${id}`} className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id={`name-${id}`} className="text-lg font-medium wrap-anywhere">
            {name}
          </h2>
          <p className="text-sm text-muted">
            {nextRunAt
              ? `Next on ${formatDateTime(nextRunAt, timeZone)}`
              : `Day ${row.dayOfMonth} of the month`}
            , to {listName}
          </p>
        </div>
        <Badge tone={tone}>{label}</Badge>
      </div>
      {failure && <p className="text-sm text-bad-ink">{failure}</p>}
      {status !== 'ended' && (
        <p className="text-sm">
          {cost.credits > 0
            ? `${formatCredits(cost.credits)} a month: ${formatCredits(cost.reportCredits)} for the report and ${formatCredits(cost.emailCredits)} for ${countOf(cost.people, 'email')}.`
            : `Counts toward your plan: 1 report and ${countOf(cost.people, 'email')} a month.`}
        </p>
      )}
      {runs.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {runs.map((run) => (
            <li key={run.month} className="flex flex-wrap gap-x-3">
              <span>{monthName(run.month)}</span>
              <span className="text-muted">{runLabels[run.status]}</span>
              {run.reportId && <RunLink href={`/reports/${run.reportId}`}>Report</RunLink>}
              {run.campaignId && <RunLink href={`/campaigns/${run.campaignId}`}>Campaign</RunLink>}
            </li>
          ))}
        </ul>
      )}
      {status !== 'ended' && (
        <div className="flex flex-wrap gap-3">
          {status === 'active' ? (
            <ActionForm
              action={actions.pause}
              hidden={{ id }}
              submit="Pause"
              submitLabel={`Pause ${name}`}
              variant="secondary"
              size="sm"
            />
          ) : (
            <ActionForm
              action={actions.resume}
              hidden={{ id, quotedCredits: cost.credits }}
              submit={`Resume${cost.credits > 0 ? ` for ${formatCredits(cost.credits)} a month` : ''}`}
              submitLabel={`Resume${cost.credits > 0 ? ` for ${formatCredits(cost.credits)} a month` : ''}: ${name}`}
              size="sm"
            />
          )}
          <ActionForm
            action={actions.end}
            hidden={{ id }}
            submit="End"
            submitLabel={`End ${name}`}
            variant="ghost"
            size="sm"
          />
        </div>
      )}
    </Card>
  )
}

const RunLink = ({ href, children }: { href: string; children: React.ReactNode }) => (
  <Link href={href} className="font-medium text-brand-ink underline underline-offset-2">
    {children}
  </Link>
)

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const monthName = (month: string) => monthFormat.format(new Date(month))
