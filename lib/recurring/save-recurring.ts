import { isDeepStrictEqual } from 'node:util'
import { and, count, eq, isNull, ne } from 'drizzle-orm'
import type { z } from 'zod'
import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { recurringReports, recurringRuns, workspaces } from '@/db/schema'
import { getListName } from '@/lib/contacts/lists'
import { authorOf, type WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { quoteChanged } from '@/lib/metering/refusals'
import { requireWork, writeAuditEvent } from '@/lib/paid-work/rows'
import { MOST_RECURRING_REPORTS } from '@/lib/rate-limits/limits'
import { reportWork } from '@/lib/reports/report-work'
import { daysIn } from '@/lib/sales/period'
import { compile } from '@/lib/templates/render/compile'
import { getTemplate } from '@/lib/templates/templates'
import { checkEmail } from './check-email'
import { quoteRun } from './cost'
import { nextRun } from './next-run'
import type { RecurringInput, ResumeInput } from './recurring-input'
import { isRecurring, type Recurring } from './rows'

/**
 * Sets up a report that is made and emailed every month. Nothing is charged until the first run. The text is copied from the
 * template, as for a campaign.
 * @throws Refusal `not-found`, `quote.changed`, `recurring.too-many`, `request.reused`,
 * `template.field`, and those of `checkEmail`
 */
export async function createRecurring(ctx: WorkspaceContext, input: RecurringInput): Promise<{ id: string }> {
  const { workspaceId, userId } = ctx
  const { id, name, listId, templateId, subject, details, reportId, dayOfMonth, timeOfDay } = input
  const [known] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(recurringReports).where(isRecurring(workspaceId, id)),
  )
  if (known) return sameRequest(known, input)
  compile(subject)
  const template = templateId ? await getTemplate(ctx, templateId) : null
  if (template?.kind !== 'email') throw notFound('email template')
  const report = await requireWork(reportWork, workspaceId, reportId)
  if (report.status !== 'ready') throw notFound('report')
  const { body } = template
  await checkEmail(ctx, { id, subject, body, details, listId })
  const { cost } = await quoteRun(ctx, listId)
  if (cost.credits !== input.quotedCredits)
    throw quoteChanged('report.generate', cost.credits, input.quotedCredits)
  const now = (await readMarketNow()).getTime()
  await inWorkspace(workspaceId, async (tx) => {
    const listName = listId ? await getListName(tx, workspaceId, listId) : 'All contacts'
    const [row] = await tx
      .select({ timeZone: workspaces.timeZone })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId))
      .for('update')
    await assertFew(tx, workspaceId)
    const inserted = await tx
      .insert(recurringReports)
      .values({
        ...{ workspaceId, id, name, listId, listName, subject, body, details, dayOfMonth, timeOfDay },
        area: report.area,
        saleSetId: report.saleSetId,
        periodDays: daysIn({ from: report.periodFrom, to: report.periodTo }),
        nextRunAt: nextRun({ dayOfMonth, timeOfDay }, now, row?.timeZone ?? 'UTC'),
        reportPrice: cost.reportPrice,
        emailPrice: cost.emailPrice,
        confirmedBy: authorOf(ctx),
        createdBy: authorOf(ctx),
      })
      .onConflictDoNothing()
      .returning({ id: recurringReports.id })
    if (inserted.length > 0)
      await writeAuditEvent(tx, ctx, 'recurring.create', { id, name, by: userId, credits: cost.credits })
  })
  return { id }
}

/** A second click. @throws Refusal `request.reused`: the form was changed after it was sent (R12) */
function sameRequest(known: Recurring, input: RecurringInput): { id: string } {
  const asked = ({ name, listId, subject, details, dayOfMonth, timeOfDay }: Recurring | RecurringInput) => [
    ...[name, listId, subject, details, dayOfMonth, timeOfDay],
  ]
  if (isDeepStrictEqual(asked(known), asked(input))) return { id: known.id }
  throw new Refusal(
    'request.reused',
    'This recurring report was already set up. Reload the page to set up another one.',
    { href: '/recurring' },
  )
}

async function assertFew(tx: Queryable, workspaceId: number): Promise<void> {
  const [found] = await tx
    .select({ n: count() })
    .from(recurringReports)
    .where(and(eq(recurringReports.workspaceId, workspaceId), ne(recurringReports.status, 'ended')))
  if ((found?.n ?? 0) < MOST_RECURRING_REPORTS) return
  throw new Refusal(
    'recurring.too-many',
    `A workspace can have up to ${MOST_RECURRING_REPORTS} recurring reports. End one first.`,
  )
}

/** Stops the runs until someone resumes it. Does nothing if it is not active. @throws Refusal `not-found` */
export async function pauseRecurring(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  await change(ctx, id, 'active', { status: 'paused', failure: null }, 'recurring.pause')
}

/** Ends it for good, with a month that is under way. What it made and sent stays. @throws Refusal `not-found` */
export async function endRecurring(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const ended = { status: 'ended', failure: null, endedAt: marketNow } as const
  await change(ctx, id, null, ended, 'recurring.end', (tx) =>
    tx
      .update(recurringRuns)
      .set({ status: 'skipped', finishedAt: marketNow })
      .where(
        and(
          eq(recurringRuns.workspaceId, ctx.workspaceId),
          eq(recurringRuns.recurringId, id),
          isNull(recurringRuns.finishedAt),
        ),
      ),
  )
}

/**
 * Continues it in the name of the member who resumes it, at the price they saw. A run that could not finish is finished first.
 * @throws Refusal `not-found`, `quote.changed`
 */
export async function resumeRecurring(
  ctx: WorkspaceContext,
  { id, quotedCredits }: z.output<typeof ResumeInput>,
): Promise<void> {
  const { workspaceId } = ctx
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ recurring: recurringReports, timeZone: workspaces.timeZone })
      .from(recurringReports)
      .innerJoin(workspaces, eq(workspaces.id, recurringReports.workspaceId))
      .where(isRecurring(workspaceId, id)),
  )
  if (!row || row.recurring.status === 'ended') throw notFound('recurring report')
  const { cost } = await quoteRun(ctx, row.recurring.listId)
  if (cost.credits !== quotedCredits) throw quoteChanged('report.generate', cost.credits, quotedCredits)
  const now = (await readMarketNow()).getTime()
  const { reportPrice, emailPrice } = cost
  await change(
    ctx,
    id,
    'paused',
    {
      ...{ status: 'active', failure: null, confirmedBy: authorOf(ctx), reportPrice, emailPrice },
      nextRunAt: nextRun(row.recurring, now, row.timeZone),
    },
    'recurring.resume',
  )
}

async function change(
  ctx: WorkspaceContext,
  id: string,
  from: 'active' | 'paused' | null,
  set: object,
  verb: string,
  also?: (tx: Queryable) => Promise<unknown>,
): Promise<void> {
  const { workspaceId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(recurringReports).where(isRecurring(workspaceId, id)).for('update')
    if (!row) throw notFound('recurring report')
    if (row.status === 'ended' || (from !== null && row.status !== from)) return
    await tx.update(recurringReports).set(set).where(isRecurring(workspaceId, id))
    await also?.(tx)
    await writeAuditEvent(tx, ctx, verb, { id })
  })
}
