import type { z } from 'zod'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { getCreditsSummary } from '@/lib/billing/summary'
import type { WorkspaceContext } from '@/lib/core/context'
import { quote } from '@/lib/metering/metered'
import type { QuoteQuery, StatementQuery } from './requests/inputs'

export async function readBalance(ctx: WorkspaceContext) {
  const summary = await getCreditsSummary(ctx)
  const { plan, usage, allowanceLeft, extraLeft, extraEndsAt, frozenCredits } = summary
  return {
    plan: { key: plan.key, name: plan.name, mode: plan.mode, status: plan.status },
    availableCredits: usage.leftCredits,
    allowanceLeftCredits: allowanceLeft,
    extraLeftCredits: extraLeft,
    extraEndsAt,
    usedCredits: usage.usedCredits,
    heldCredits: usage.heldCredits,
    frozenCredits,
    totalCredits: usage.totalCredits,
    percentUsed: usage.percentUsed,
    resetsAt: summary.resetsAt,
    limits: summary.meters,
    asOf: summary.asOf,
  }
}

export async function readQuote(ctx: WorkspaceContext, { action, units }: z.output<typeof QuoteQuery>) {
  const { credits, rateVersion, leftCredits, spendingLimitLeftCredits, limit, affordable } = await quote(
    ctx,
    action,
    units,
  )
  const counted = limit && {
    metric: limit.metric,
    used: limit.used,
    limit: limit.limit,
    resetsAt: limit.resetsAt,
  }
  return {
    action,
    units,
    credits,
    rateVersion,
    leftCredits,
    spendingLimitLeftCredits,
    limit: counted,
    affordable,
  }
}

export async function readStatement(
  ctx: WorkspaceContext,
  { before, limit, action, member, from, to, metadata }: z.output<typeof StatementQuery>,
) {
  const filters = { action, memberId: member, from, to, metadata }
  const { rows, nextBefore } = await getStatementPage(ctx, { filters, before, limit })
  const entries = rows.map(({ href: _, name: _name, group: _group, hold: _hold, ...row }) => row)
  return { entries, nextBefore }
}
