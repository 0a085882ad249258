import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { notifications, recurringReports, recurringRuns } from '@/db/schema'
import { listOf } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { requestWork } from '@/lib/paid-work/request'
import { makeReport } from '@/lib/reports/make-report'
import { reportWork } from '@/lib/reports/report-work'
import { pricedRequest, writer } from '@/lib/reports/testing'
import { saveTemplate } from '@/lib/templates/templates'
import { quoteRun } from './cost'
import { RecurringInput } from './recurring-input'
import { createRecurring } from './save-recurring'

/** Builders for the database tests of recurring reports. */

export async function readyReport(ctx: WorkspaceContext): Promise<string> {
  const { id } = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  await makeReport({ workspaceId: ctx.workspaceId, id }, { model: writer })
  return id
}

/** What the form sends, for a new list of `people` and a new template. */
export async function requestTo(ctx: WorkspaceContext, people: number): Promise<RecurringInput> {
  const [reportId, listId, templateId] = [await readyReport(ctx), await listOf(ctx, people), randomUUID()]
  await saveTemplate(ctx, {
    id: templateId,
    kind: 'email',
    name: 'Market report',
    subject: 'The market in {{ area }}',
    body: '{{ figure }} [Read it]({{ report_url }})',
  })
  const { cost } = await quoteRun(ctx, listId)
  return RecurringInput.parse({
    ...{ id: randomUUID(), name: 'Green Lake', listId, templateId, subject: 'The market in {{ area }}' },
    ...{ reportId, dayOfMonth: 9, timeOfDay: '09:00', quotedCredits: cost.credits },
  })
}

/** Its next run is due. */
export const makeDue = (id: string) =>
  system()
    .update(recurringReports)
    .set({ nextRunAt: sql`${marketNow} - interval '1 minute'` })
    .where(eq(recurringReports.id, id))

export const runsOf = (id: string) =>
  system().select().from(recurringRuns).where(eq(recurringRuns.recurringId, id))

export async function rowOf(id: string) {
  const [row] = await system().select().from(recurringReports).where(eq(recurringReports.id, id))
  if (!row) throw new Error('there is such a recurring report')
  return row
}

/** Set up for 25 people: 20 credits for the report and 9 for the emails. The report it starts from cost 20. */
export async function setUp(ctx: WorkspaceContext, people = 25): Promise<string> {
  return (await createRecurring(ctx, await requestTo(ctx, people))).id
}

/** Why its reports and campaigns did not go out. */
export const noticesOf = async (ctx: WorkspaceContext) =>
  (
    await system()
      .select({ data: notifications.data })
      .from(notifications)
      .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.kind, 'campaign-refused')))
  ).map(({ data }) => data as { failure: string; recurring: boolean })
