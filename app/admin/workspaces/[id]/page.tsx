import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireOperator } from '@/app/_lib/operator-action'
import { StatementCards, StatementTable } from '@/components/billing/statement-rows'
import { LimitMeters, UsageBar } from '@/components/credits/usage-bar'
import { AdjustForm } from '@/components/operators/adjust-form'
import { EventList } from '@/components/operators/event-list'
import { Instant } from '@/components/operators/instant'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Table, Td, Th } from '@/components/ui/table'
import { statementPage } from '@/lib/billing/statement'
import { env } from '@/lib/core/env'
import { isRefusal } from '@/lib/core/errors'
import { formatMoney, formatNumber, formatSigned } from '@/lib/core/format'
import { auditLog } from '@/lib/operators/audit-log'
import { asReader, type WorkspaceFile, workspaceFile } from '@/lib/operators/workspace-file'
import { adjustCredits } from '../../actions'

export const metadata: Metadata = { title: 'Workspace' }

const Id = z.coerce.number().int().positive().max(2_147_483_647)
const Before = z.coerce.number().int().positive().optional().catch(undefined)

async function fileOf(id: string): Promise<WorkspaceFile> {
  const workspaceId = Id.safeParse(id)
  if (!workspaceId.success) notFound()
  try {
    return await workspaceFile(workspaceId.data)
  } catch (error) {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  }
}

export default async function WorkspacePage({ params, searchParams }: PageProps<'/admin/workspaces/[id]'>) {
  await requireOperator()
  const file = await fileOf((await params).id)
  const before = Before.parse((await searchParams).before)
  const [statement, { events }] = await Promise.all([
    statementPage(asReader(file.id), { before, limit: 25 }),
    auditLog({ workspaceId: file.id }),
  ])
  const { summary } = file
  // Links of the statement lead into the workspace, where an operator has no business.
  const rows = statement.rows.map((row) => ({ ...row, href: null }))
  return (
    <>
      <PageHeader
        title={file.name}
        description={`Workspace ${file.id} on ${summary.plan.name}, ${summary.plan.status.replace('_', ' ')}`}
      />
      <div className="grid grid-cols-1 gap-6">
        <Card aria-labelledby="balance-title">
          <CardHeader id="balance-title" title="Balance" />
          {summary.meters ? <LimitMeters meters={summary.meters} /> : <UsageBar usage={summary.usage} />}
          <dl className="mt-4 grid gap-x-8 gap-y-1 text-sm sm:grid-cols-4">
            <Part term="Allowance left">{formatNumber(summary.allowanceLeft)}</Part>
            <Part term="Extra left">{formatNumber(summary.extraLeft)}</Part>
            <Part term="Held">{formatNumber(summary.heldCredits)}</Part>
            <Part term="Frozen">{formatNumber(summary.frozenCredits)}</Part>
          </dl>
        </Card>
        <Card aria-labelledby="adjust-title">
          <CardHeader id="adjust-title" title="Give or take credits" />
          <AdjustForm
            action={adjustCredits}
            workspaceId={file.id}
            id={randomUUID()}
            fourEyesCredits={env().OPERATOR_FOUR_EYES_CREDITS}
          />
        </Card>
        <Card aria-labelledby="statement-title">
          <CardHeader id="statement-title" title="Ledger" />
          <StatementTable rows={rows} timeZone={summary.timeZone} />
          <StatementCards rows={rows} timeZone={summary.timeZone} />
          {statement.nextBefore && (
            <nav aria-label="Pages of the ledger" className="mt-4 flex justify-end">
              <ButtonLink
                href={`/admin/workspaces/${file.id}?before=${statement.nextBefore}`}
                variant="secondary"
                size="sm"
              >
                Older
              </ButtonLink>
            </nav>
          )}
        </Card>
        <Lots file={file} />
        <People file={file} />
        <Card aria-labelledby="done-title">
          <CardHeader id="done-title" title="What operators did here" />
          <EventList events={events} />
        </Card>
      </div>
    </>
  )
}

function Part({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-2 sm:block">
      <dt className="text-muted">{term}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  )
}

function Lots({ file: { lots, purchases } }: { file: WorkspaceFile }) {
  if (lots.length === 0) return null
  const priceOf = (id: string) => purchases.find((purchase) => purchase.id === id)?.priceCents
  return (
    <Card aria-labelledby="lots-title">
      <CardHeader id="lots-title" title="Extra credits" description="The newest first." />
      <Table>
        <thead>
          <tr>
            <Th>Granted</Th>
            <Th className="text-right">Credits</Th>
            <Th className="text-right">Taken back</Th>
            <Th className="text-right">Shortfall</Th>
            <Th>Ends</Th>
            <Th className="text-right">Paid</Th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => {
            const paid = priceOf(lot.subjectId)
            return (
              <tr key={lot.seq}>
                <Td>
                  <Instant at={lot.grantedAt} />
                </Td>
                <Td className="text-right">{formatNumber(lot.granted)}</Td>
                <Td className="text-right">{formatNumber(lot.takenBack)}</Td>
                <Td className="text-right">{formatNumber(lot.shortfall)}</Td>
                <Td>
                  <Instant at={lot.expiresAt} />
                </Td>
                <Td className="text-right">{paid === undefined ? '' : formatMoney(paid)}</Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}

function People({ file: { members, adjustments } }: { file: WorkspaceFile }) {
  return (
    <Card aria-labelledby="people-title">
      <CardHeader id="people-title" title="Members and adjustments" />
      <ul className="grid gap-1 text-sm">
        {members.map((member) => (
          <li key={member.email}>
            {member.name || member.email} <span className="text-muted">({member.email})</span>, {member.role}
          </li>
        ))}
      </ul>
      {adjustments.length > 0 && (
        <ul className="mt-4 grid gap-1 border-t border-line pt-4 text-sm">
          {adjustments.map((one) => (
            <li key={one.id}>
              <Instant at={one.requestedAt} />: {formatSigned(one.credits)} credits, {one.status}.{' '}
              {one.reason}
              {one.refusal && ` ${one.refusal}`}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
