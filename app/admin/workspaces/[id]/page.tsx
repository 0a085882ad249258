import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { ExplanationCard } from '@/components/billing/statement/explanation-card'
import { StatementCards, StatementTable } from '@/components/billing/statement/statement-rows'
import { LimitMeters, UsageBar } from '@/components/credits/usage-bar'
import { AdjustForm } from '@/components/operators/adjust-form'
import { EventList } from '@/components/operators/events/event-list'
import { MemberEmailForm } from '@/components/operators/member-email-form'
import { Holds, Lots, People } from '@/components/operators/workspace-cards'
import { Card, CardHeader } from '@/components/ui/card'
import { Part } from '@/components/ui/loading/async-section'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { isRefusal } from '@/lib/core/errors'
import { listQuery, numberedListQuery, type SearchParams } from '@/lib/core/paging/list-query'
import { env } from '@/lib/core/settings/env'
import { formatNumber } from '@/lib/core/text/format'
import { calendarDay, rowNumber } from '@/lib/core/text/input'
import { explanationFor } from '@/lib/operators/approvals/explanation-for'
import { auditLog } from '@/lib/operators/operations/audit-log'
import type { Operator } from '@/lib/operators/operator'
import { asReader, viewWorkspace, type WorkspaceFile } from '@/lib/operators/workspaces/workspace-file'
import { adjustCredits } from '../../actions'
import { requestMemberEmail } from '../../member-actions'

export const metadata: Metadata = { title: 'Workspace' }

const ENTRIES_A_PAGE = 25

const EVENTS_A_PAGE = 50

/** 'now', or the day at whose end the balance is to be explained. */
const Explain = z
  .union([z.literal('now'), calendarDay()])
  .optional()
  .catch(undefined)
const readLedgerQuery = numberedListQuery()
const readEventsQuery = listQuery({ prefix: 'events-' })

function askedIn(params: SearchParams) {
  const { before, after } = readLedgerQuery(params)
  const events = readEventsQuery(params)
  return {
    before,
    after,
    explain: Explain.parse(params.explain),
    'events-before': events.before,
    'events-after': events.after,
  }
}
type Asked = ReturnType<typeof askedIn>

async function fileOf(operator: Operator, id: string): Promise<WorkspaceFile> {
  const workspaceId = rowNumber.safeParse(id)
  if (!workspaceId.success) notFound()
  try {
    return await viewWorkspace(operator, workspaceId.data)
  } catch (error) {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  }
}

function addressOf(id: number, asked: Asked): string {
  const search = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return `/admin/workspaces/${id}?${search}`
}

export default async function WorkspacePage({ params, searchParams }: PageProps<'/admin/workspaces/[id]'>) {
  const operator = await requireOperator()
  const file = await fileOf(operator, (await params).id)
  const asked = askedIn(await searchParams)
  const turn = { before: asked['events-before'], after: asked['events-after'] }
  const { rows: events, ...page } = await auditLog({ workspaceId: file.id, limit: EVENTS_A_PAGE, ...turn })
  const { summary } = file
  return (
    <>
      <PageHeader
        title={file.name}
        description={`Workspace ${file.id} on ${summary.plan.name}, ${summary.plan.status.replace('_', ' ')}`}
      />
      <div className="grid grid-cols-1 gap-6">
        <Balance file={file} explainHref={`${addressOf(file.id, { ...asked, explain: 'now' })}#explain`} />
        {asked.explain && !summary.meters && (
          <Part what="the explanation" loading={<Skeleton className="h-96" />}>
            <Explanation file={file} asked={asked} explain={asked.explain} />
          </Part>
        )}
        <Card aria-labelledby="adjust-title">
          <CardHeader id="adjust-title" title="Give or take credits" />
          <AdjustForm
            action={adjustCredits}
            workspaceId={file.id}
            id={randomUUID()}
            fourEyesCredits={env().OPERATOR_FOUR_EYES_CREDITS}
          />
        </Card>
        <Part what="the ledger" loading={<Skeleton className="h-96" />}>
          <Ledger file={file} asked={asked} />
        </Part>
        <Holds file={file} />
        <Lots file={file} />
        <People file={file} />
        {file.members.length > 0 && (
          <Card aria-labelledby="member-email-title">
            <CardHeader
              id="member-email-title"
              title="Change a member’s email address"
              description="For people who lost their mailbox. The new address confirms; the old one is notified and can undo it for 7 days."
            />
            <MemberEmailForm action={requestMemberEmail} workspaceId={file.id} members={file.members} />
          </Card>
        )}
        <Card id="done" aria-labelledby="done-title">
          <CardHeader id="done-title" title="What operators did here" />
          <EventList events={events} />
          <Pagination
            label="Pages of what operators did here"
            {...pageLinks(`/admin/workspaces/${file.id}`, turn, page, {
              prefix: 'events-',
              kept: { ...asked, 'events-before': undefined, 'events-after': undefined },
              hash: '#done',
            })}
          />
        </Card>
      </div>
    </>
  )
}

type FileProps = { file: WorkspaceFile }

function Balance({ file: { summary }, explainHref }: FileProps & { explainHref: string }) {
  const parts = [
    { term: 'Allowance left', credits: summary.allowanceLeft },
    { term: 'Extra left', credits: summary.extraLeft },
    { term: 'Held', credits: summary.usage.heldCredits },
    { term: 'Frozen', credits: summary.frozenCredits },
  ]
  return (
    <Card aria-labelledby="balance-title">
      <CardHeader id="balance-title" title="Balance" />
      {summary.meters ? <LimitMeters meters={summary.meters} /> : <UsageBar usage={summary.usage} />}
      <dl className="mt-4 grid gap-x-8 gap-y-1 text-sm sm:grid-cols-4">
        {parts.map(({ term, credits }) => (
          <div key={term} className="flex justify-between gap-2 sm:block">
            <dt className="text-muted">{term}</dt>
            <dd className="font-medium tabular-nums">{formatNumber(credits)}</dd>
          </div>
        ))}
      </dl>
      {!summary.meters && (
        <p className="mt-4 text-sm">
          <Link
            href={explainHref}
            className="font-medium text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
          >
            Why is the balance this?
          </Link>
        </p>
      )}
    </Card>
  )
}

async function Explanation({ file, asked, explain }: FileProps & { asked: Asked; explain: string }) {
  const { timeZone } = file.summary
  const day = explain === 'now' ? null : explain
  return (
    <ExplanationCard
      explanation={await explanationFor(file.id, day, timeZone)}
      timeZone={timeZone}
      day={day}
      title="Why is the balance this?"
      closeHref={addressOf(file.id, { ...asked, explain: undefined })}
      page={{ path: `/admin/workspaces/${file.id}` }}
    />
  )
}

async function Ledger({ file: { id, summary }, asked }: FileProps & { asked: Asked }) {
  const { before, after } = asked
  const page = await getStatementPage(asReader(id), { before, after, limit: ENTRIES_A_PAGE })
  // Links of the statement lead into the workspace, where an operator has no business.
  const rows = page.rows.map((row) => ({ ...row, href: null }))
  const kept = { ...asked, before: undefined, after: undefined }
  return (
    <Card id="ledger" aria-labelledby="statement-title">
      <CardHeader
        id="statement-title"
        title="Ledger"
        description={`Times are the workspace’s, ${summary.timeZone}.`}
      />
      {rows.length === 0 ? (
        <p className="text-sm text-muted">No credits have moved yet.</p>
      ) : (
        <>
          <StatementTable rows={rows} timeZone={summary.timeZone} />
          <StatementCards rows={rows} timeZone={summary.timeZone} />
        </>
      )}
      <Pagination
        label="Pages of the ledger"
        {...pageLinks(`/admin/workspaces/${id}`, { before, after }, page, { kept, hash: '#ledger' })}
      />
    </Card>
  )
}
