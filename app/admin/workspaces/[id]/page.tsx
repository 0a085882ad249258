import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { ExplanationCard } from '@/components/billing/statement/explanation-card'
import { shownRows } from '@/components/billing/statement/shown-rows'
import { StatementRows } from '@/components/billing/statement/statement-rows'
import { LimitMeters, UsageBar } from '@/components/credits/usage-bar'
import { AdjustForm } from '@/components/operators/adjust-form'
import { EventList } from '@/components/operators/events/event-list'
import { MemberEmailForm } from '@/components/operators/member-email-form'
import { PaymentList } from '@/components/operators/payments/payment-list'
import { ReasonForm } from '@/components/operators/reason-form'
import { subscriptionLabels } from '@/components/operators/subscription-labels'
import { Holds, Lots, People } from '@/components/operators/workspace-cards'
import { Card, CardHeader } from '@/components/ui/card'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listPayments } from '@/lib/billing/payments/refunds/list-payments'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { isRefusal } from '@/lib/core/errors'
import { listQuery, numberedListQuery, type SearchParams } from '@/lib/core/paging/list-query'
import { env } from '@/lib/core/settings/env'
import { formatDate, formatMoney, formatNumber } from '@/lib/core/text/format'
import { calendarDay, rowNumber } from '@/lib/core/text/input'
import { auditLog } from '@/lib/operators/operations/audit-log'
import type { Operator } from '@/lib/operators/operator'
import { refundsOf } from '@/lib/operators/refunds/request-refund'
import {
  asReader,
  explainWorkspaceBalance,
  viewWorkspace,
  type WorkspaceFile,
} from '@/lib/operators/workspaces/workspace-file'
import { adjustCredits, requestMemberEmail, restoreDeletedWorkspace } from '../../actions'
import { refundWorkspacePayment } from '../../refund-actions'

export const metadata: Metadata = { title: 'Workspace' }

const ENTRIES_PER_PAGE = 25

const EVENTS_PER_PAGE = 50

/** 'now', or a day: the balance at the end of it is explained. */
const Explain = z
  .union([z.literal('now'), calendarDay()])
  .optional()
  .catch(undefined)
const readLedgerQuery = numberedListQuery()
const readEventsQuery = listQuery({ prefix: 'events-' })

function queryFrom(params: SearchParams) {
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
type Query = ReturnType<typeof queryFrom>

async function loadWorkspace(operator: Operator, id: string): Promise<WorkspaceFile> {
  const workspaceId = rowNumber.safeParse(id)
  if (!workspaceId.success) notFound()
  try {
    return await viewWorkspace(operator, workspaceId.data)
  } catch (error) {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  }
}

function hrefFor(id: number, query: Query): string {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return `/admin/workspaces/${id}?${search}`
}

export default async function WorkspacePage({ params, searchParams }: PageProps<'/admin/workspaces/[id]'>) {
  const operator = await requireOperator()
  const file = await loadWorkspace(operator, (await params).id)
  const query = queryFrom(await searchParams)
  const eventsQuery = { before: query['events-before'], after: query['events-after'] }
  const { rows: events, ...page } = await auditLog({
    workspaceId: file.id,
    limit: EVENTS_PER_PAGE,
    ...eventsQuery,
  })
  const { summary } = file
  return (
    <>
      <PageHeader
        title={file.name}
        description={`Workspace ${file.id} · ${summary.plan.name} plan · ${subscriptionLabels[summary.plan.status]}`}
      />
      <div className="grid grid-cols-1 gap-6">
        <Deletion file={file} />
        <Balance file={file} explainHref={`${hrefFor(file.id, { ...query, explain: 'now' })}#explain`} />
        {query.explain && !summary.meters && (
          <AsyncSection what="the explanation" loading={<Skeleton className="h-96" />}>
            <Explanation file={file} query={query} explain={query.explain} />
          </AsyncSection>
        )}
        <Card aria-labelledby="adjust-title">
          <CardHeader id="adjust-title" title="Adjust credits" />
          <AdjustForm
            action={adjustCredits}
            workspaceId={file.id}
            id={randomUUID()}
            fourEyesCredits={env().OPERATOR_FOUR_EYES_CREDITS}
          />
        </Card>
        <AsyncSection what="the payments" loading={<Skeleton className="h-48" />}>
          <Payments workspaceId={file.id} />
        </AsyncSection>
        <AsyncSection what="the ledger" loading={<Skeleton className="h-96" />}>
          <Ledger file={file} query={query} />
        </AsyncSection>
        <Holds file={file} />
        <Lots file={file} />
        <People file={file} />
        {file.members.length > 0 && (
          <Card aria-labelledby="member-email-title">
            <CardHeader
              id="member-email-title"
              title="Change a member’s email address"
              description="For members who lost access to their email. The new address must confirm. The old one is notified and can undo the change for 7 days."
            />
            <MemberEmailForm action={requestMemberEmail} workspaceId={file.id} members={file.members} />
          </Card>
        )}
        <Card id="done" aria-labelledby="done-title">
          <CardHeader id="done-title" title="Operator activity" />
          <EventList events={events} />
          <Pagination
            label="Operator activity pages"
            {...pageLinks(`/admin/workspaces/${file.id}`, eventsQuery, page, {
              prefix: 'events-',
              kept: { ...query, 'events-before': undefined, 'events-after': undefined },
              hash: '#done',
            })}
          />
        </Card>
      </div>
    </>
  )
}

type FileProps = { file: WorkspaceFile }

function Deletion({ file: { id, deletion } }: FileProps) {
  if (!deletion) return null
  const deletedOn = formatDate(deletion.at, 'UTC')
  const eraseOn = formatDate(deletion.eraseAt, 'UTC')
  return (
    <Card aria-labelledby="deletion-title">
      <CardHeader
        id="deletion-title"
        title="Deleted workspace"
        description={
          deletion.isRestorable
            ? `Deleted ${deletedOn}. Its data will be erased ${eraseOn}. Restoring gives its members their roles back. Its plan, API keys, feeds and share links stay stopped.`
            : `Deleted ${deletedOn}. It could be restored until ${eraseOn}.`
        }
      />
      {deletion.isRestorable && (
        <ReasonForm
          action={restoreDeletedWorkspace}
          hidden={{ workspaceId: id }}
          submit="Restore workspace"
          example="For example, which owner asked and how you verified it."
        />
      )}
    </Card>
  )
}

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
            How this balance was calculated
          </Link>
        </p>
      )}
    </Card>
  )
}

async function Explanation({ file, query, explain }: FileProps & { query: Query; explain: string }) {
  const { timeZone } = file.summary
  const day = explain === 'now' ? null : explain
  return (
    <ExplanationCard
      explanation={await explainWorkspaceBalance(file.id, day, timeZone)}
      timeZone={timeZone}
      day={day}
      title="How this balance was calculated"
      closeHref={hrefFor(file.id, { ...query, explain: undefined })}
      page={{ path: `/admin/workspaces/${file.id}` }}
    />
  )
}

/** Read from Stripe, so the rest of the page doesn't wait for it. */
async function Payments({ workspaceId }: { workspaceId: number }) {
  const [payments, refunds] = await Promise.all([listPayments(workspaceId), refundsOf(workspaceId)])
  return (
    <Card aria-labelledby="payments-title">
      <CardHeader
        id="payments-title"
        title="Payments"
        description="The newest payments at Stripe. Refunds take back a pack’s unspent credits when Stripe confirms them."
      />
      <PaymentList
        workspaceId={workspaceId}
        payments={payments.map((payment) => ({ ...payment, refundId: randomUUID() }))}
        refunds={refunds}
        refund={refundWorkspacePayment}
        aloneLimit={formatMoney(env().OPERATOR_FOUR_EYES_REFUND_CENTS, env().CATALOG_CURRENCY)}
      />
    </Card>
  )
}

async function Ledger({ file: { id, summary }, query }: FileProps & { query: Query }) {
  const { before, after } = query
  const page = await getStatementPage(asReader(id), { before, after, limit: ENTRIES_PER_PAGE })
  // The links open pages of the workspace, which operators can't access; names of its work are its own.
  const rows = page.rows.map((row) => ({ ...row, href: null, name: null }))
  const kept = { ...query, before: undefined, after: undefined }
  return (
    <Card id="ledger" aria-labelledby="statement-title">
      <CardHeader
        id="statement-title"
        title="Ledger"
        description={`Times are in the workspace’s time zone, ${summary.timeZone}.`}
      />
      {rows.length === 0 ? (
        <p className="text-sm text-muted">No activity yet.</p>
      ) : (
        <StatementRows rows={shownRows(rows)} timeZone={summary.timeZone} />
      )}
      <Pagination
        label="Ledger pages"
        {...pageLinks(`/admin/workspaces/${id}`, { before, after }, page, { kept, hash: '#ledger' })}
      />
    </Card>
  )
}
