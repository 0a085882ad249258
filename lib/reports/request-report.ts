import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/log'
import { enqueue } from '@/lib/jobs/queue'
import { release, reserve } from '@/lib/metering/metered'
import { Area, areaNameOf } from './area'
import { checkReportInput, type RequestReportInput } from './report-input'
import { REPORT_LEASE_SECONDS } from './settle-report'

/**
 * Asks for a report: sets its price aside, stores it as queued and hands it to the workers. The same request again is
 * the same report (R12); what fails on the way costs nothing (R13).
 */
export async function requestReport(
  ctx: WorkspaceContext,
  input: RequestReportInput,
): Promise<{ id: string }> {
  if (await isKnown(ctx, input)) return { id: input.id }
  await checkReportInput(input)
  const { holdId } = await reserve(ctx, {
    action: 'report.generate',
    units: 1,
    quotedCredits: input.quotedCredits,
    key: `report:${input.id}`,
    subject: { kind: 'report', id: input.id },
    leaseSeconds: REPORT_LEASE_SECONDS,
  })
  await storeOrRelease(ctx, input, holdId)
  // Not fatal: the sweep finds a queued report without a job within the minute.
  await enqueue('report-make', { workspaceId: ctx.workspaceId, id: input.id }, input.id).catch((error) =>
    log.error({ err: error, report: input.id }, 'a report could not be queued'),
  )
  return { id: input.id }
}

/** Whether this very report was asked for before. The same id for another one is a mistake that must not pass. */
async function isKnown(ctx: WorkspaceContext, input: RequestReportInput): Promise<boolean> {
  const known = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select()
      .from(reports)
      .where(and(eq(reports.workspaceId, ctx.workspaceId), eq(reports.id, input.id))),
  )
  const [report] = known
  if (!report) return false
  const same =
    sameArea(report.area, input.area) &&
    report.periodFrom === input.periodFrom &&
    report.periodTo === input.periodTo
  if (same) return true
  throw new Refusal(
    'request.reused',
    'This form was already used for another report. Reload the page to ask for a new one.',
    { href: `/reports/${input.id}` },
  )
}

/** Parsed again, since the database keeps a name's fields in an order of its own. */
const sameArea = (kept: unknown, asked: Area): boolean =>
  JSON.stringify(Area.parse(kept)) === JSON.stringify(Area.parse(asked))

async function storeOrRelease(
  ctx: WorkspaceContext,
  input: RequestReportInput,
  holdId: string,
): Promise<void> {
  const stored = await store(ctx, input, holdId).catch(async (error) => {
    // A request of the same id that came first owns the hold; it is ours to release only when there is none.
    if (!(await isKnown(ctx, input))) await release(ctx.workspaceId, holdId)
    throw error
  })
  if (!stored) await isKnown(ctx, input)
}

async function store(
  { workspaceId, userId }: WorkspaceContext,
  { id, area, periodFrom, periodTo }: RequestReportInput,
  holdId: string,
): Promise<boolean> {
  const areaName = areaNameOf(area)
  return inWorkspace(workspaceId, async (tx) => {
    const inserted = await tx
      .insert(reports)
      .values({ workspaceId, id, area, areaName, periodFrom, periodTo, holdId, createdBy: userId })
      .onConflictDoNothing()
      .returning({ id: reports.id })
    if (inserted.length === 0) return false
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'report.request',
      detail: { id, area: areaName, periodFrom, periodTo },
    })
    return true
  })
}
