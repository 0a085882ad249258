import Link from 'next/link'
import { caseStatusLabels, reasonLabels } from '@/components/paid-work/problems/case-labels'
import { Badge } from '@/components/ui/badge'
import { formatCredits } from '@/lib/core/text/format'
import type { CaseRow } from '@/lib/operators/cases/list-cases'
import { Instant } from '../instant'

/** Reported problems: the work, the reason and the words, each with a link to its page. */
export function CaseList({ cases }: { cases: CaseRow[] }) {
  return (
    <ul className="divide-y divide-line text-sm">
      {cases.map((one) => {
        const { label, tone } = caseStatusLabels[one.status]
        return (
          <li key={`${one.workspaceId} ${one.id}`} className="grid gap-1.5 py-4 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link
                href={`/admin/cases/${one.workspaceId}/${one.id}`}
                className="font-medium break-words text-brand-ink underline underline-offset-3"
                prefetch={false}
              >
                {one.title}
                <span className="sr-only">, {one.workspaceName}</span>
              </Link>
              <Badge tone={tone}>{label}</Badge>
              {one.needsApproval && <Badge tone="warn">Needs approval</Badge>}
            </p>
            <p className="break-words text-muted">
              {reasonLabels[one.reason]}. {one.workspaceName}, {formatCredits(one.costCredits)},{' '}
              <Instant at={one.openedAt} />
            </p>
            <p className="line-clamp-2 break-words">{one.words}</p>
          </li>
        )
      })}
    </ul>
  )
}
