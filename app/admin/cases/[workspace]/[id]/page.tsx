import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { AnswerCaseForm, CloseCaseForm } from '@/components/operators/cases/case-forms'
import { Instant } from '@/components/operators/instant'
import { caseStatusLabels, reasonLabels } from '@/components/paid-work/problems/case-labels'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { formatCredits } from '@/lib/core/text/format'
import { rowNumber } from '@/lib/core/text/input'
import { type CaseFile, viewCase } from '@/lib/operators/cases/case-file'
import type { Operator } from '@/lib/operators/operator'
import { answerProblemCase, closeProblemCase } from '../../../case-actions'

export const metadata: Metadata = { title: 'Case' }

const Key = z.object({ workspace: rowNumber, id: z.uuid() })

async function loadCase(operator: Operator, params: unknown): Promise<CaseFile> {
  const { data } = Key.safeParse(params)
  if (!data) notFound()
  try {
    return await viewCase(operator, { workspaceId: data.workspace, id: data.id })
  } catch (error) {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  }
}

export default async function CasePage({ params }: PageProps<'/admin/cases/[workspace]/[id]'>) {
  const operator = await requireOperator()
  const file = await loadCase(operator, await params)
  const { found, refundableCredits } = file
  const { workspaceId, id, status, answer } = found
  const needsApproval = status === 'open' && answer !== null
  return (
    <>
      <PageHeader
        title={found.title}
        description={`${reasonLabels[found.reason]}. Reported in ${file.workspaceName}.`}
        action={
          <ButtonLink href="/admin/cases" variant="secondary">
            All cases
          </ButtonLink>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <Reported file={file} />
        <WorkFacts file={file} />
        {needsApproval && (
          <Alert
            tone="warn"
            title="The refund needs approval"
            action={
              <ButtonLink href="/admin/approvals" variant="secondary" size="sm">
                Review on Approvals
              </ButtonLink>
            }
          >
            The member gets this answer once another operator approves the refund: “{answer}”
          </Alert>
        )}
        {status === 'open' && !needsApproval && (
          <>
            <Card aria-labelledby="answer-title">
              <CardHeader id="answer-title" title="Answer" />
              <AnswerCaseForm
                action={answerProblemCase}
                workspaceId={workspaceId}
                id={id}
                refundId={randomUUID()}
                refund={refundableCredits > 0 ? formatCredits(refundableCredits) : null}
                fourEyesCredits={env().OPERATOR_FOUR_EYES_CREDITS}
              />
            </Card>
            <Card aria-labelledby="close-title">
              <CardHeader
                id="close-title"
                title="Close without an answer"
                description="The member isn’t notified."
              />
              <CloseCaseForm action={closeProblemCase} workspaceId={workspaceId} id={id} />
            </Card>
          </>
        )}
      </div>
    </>
  )
}

function Reported({ file: { found, openedBy } }: { file: CaseFile }) {
  const { label, tone } = caseStatusLabels[found.status]
  return (
    <Card aria-labelledby="reported-title">
      <CardHeader
        id="reported-title"
        title="Reported problem"
        description={
          <>
            {openedBy.name} ({openedBy.email}), <Instant at={found.openedAt} />
          </>
        }
        action={<Badge tone={tone}>{label}</Badge>}
      />
      <p className="text-sm break-words whitespace-pre-wrap">{found.words}</p>
      {found.status === 'answered' && (
        <div className="mt-4 grid gap-1 border-t border-line pt-4 text-sm">
          <p className="text-muted">
            Answered <Instant at={found.decidedAt} />
          </p>
          <p className="break-words whitespace-pre-wrap">{found.answer}</p>
        </div>
      )}
    </Card>
  )
}

function WorkFacts({ file: { found, workspaceName, work } }: { file: CaseFile }) {
  const facts: [term: string, value: React.ReactNode][] = [
    ['Workspace', <WorkspaceLink key="workspace" id={found.workspaceId} name={workspaceName} />],
    ['Kind', found.workKind],
    ['Id', found.workId],
    ['Cost', formatCredits(found.costCredits)],
    ...(work
      ? ([
          ['Ledger entry', work.entrySeq ?? 'None: it was free'],
          ['Requested', <Instant key="requested" at={work.createdAt} />],
          ['Finished', <Instant key="finished" at={work.finishedAt} />],
          ['Automatic check', work.fault ?? 'No fault found'],
          ['Refunded', work.givenBackFor ?? 'No'],
        ] satisfies [string, React.ReactNode][])
      : ([['Work', 'Deleted']] satisfies [string, React.ReactNode][])),
  ]
  return (
    <Card aria-labelledby="work-title">
      <CardHeader id="work-title" title="Result" />
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt className="text-muted">{term}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const WorkspaceLink = ({ id, name }: { id: number; name: string }) => (
  <Link href={`/admin/workspaces/${id}`} className="text-brand-ink underline underline-offset-3">
    {name} ({id})
  </Link>
)
