import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { formatDateTime } from '@/lib/core/text/format'
import type { CaseView } from '@/lib/paid-work/report-problem'
import { caseStatusLabels, reasonLabels } from './case-labels'

type Props = { found: CaseView; timeZone: string }

/** A problem that was reported with this work: what was said, and our answer. */
export function CaseState({ found, timeZone }: Props) {
  const { status, reason, words, openedAt, answer, decidedAt } = found
  const { label, tone } = caseStatusLabels[status]
  return (
    <Card aria-labelledby="case-title" className="max-w-xl">
      <CardHeader
        id="case-title"
        title="Reported problem"
        description={`${reasonLabels[reason]}, reported ${formatDateTime(openedAt, timeZone)}`}
        action={<Badge tone={tone}>{label}</Badge>}
      />
      <div className="grid gap-3 text-sm">
        <blockquote className="border-l-2 border-line pl-3 break-words whitespace-pre-wrap text-muted">
          {words}
        </blockquote>
        {status === 'open' && <p>Our team will answer here and by email.</p>}
        {answer && (
          <div className="grid gap-1">
            <p className="font-medium">
              Our answer
              {decidedAt && <span className="text-muted">, {formatDateTime(decidedAt, timeZone)}</span>}
            </p>
            <p className="break-words whitespace-pre-wrap">{answer}</p>
          </div>
        )}
      </div>
    </Card>
  )
}
