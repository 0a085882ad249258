import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { authorOf, type WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { wholeNumber } from '@/lib/core/text/input'
import { enqueue } from '@/lib/jobs/queue'
import { release, reserve } from '@/lib/metering/metered'
import type { PaidWork, WorkRequest, WorkRow } from './paid-work'
import { findWork, requireWork, writeAuditEvent } from './rows'

/**
 * Requests a piece of work: holds its price, stores it as queued and adds a job. Sending the same request again returns
 * the same work (R12), the same id with another request is an error, and a failure on the way is free (R13).
 * @throws Refusal `request.reused`, those of the kind's `check`, and those of `reserve`
 */
export async function requestWork<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  ctx: WorkspaceContext,
  request: Request,
): Promise<{ id: string }> {
  const { kind, queue, leaseSeconds } = work
  const { id, quotedCredits } = request
  if (await matchesStored(work, ctx, request)) return { id }
  await work.check(ctx, request)
  const { holdId } = await reserve(ctx, {
    action: work.actionOf(request),
    units: 1,
    quotedCredits,
    key: `${kind}:${id}`,
    subject: { kind, id },
    leaseSeconds,
  })
  const isStored = await store(work, ctx, request, holdId).catch(async (error) => {
    // If an earlier request with this id exists, it owns the hold. Otherwise we release it.
    if (!(await matchesStored(work, ctx, request))) await release(ctx.workspaceId, holdId)
    throw error
  })
  // Another request with this id was stored first. If it differs, this one is refused.
  if (!isStored) await matchesStored(work, ctx, request)
  // Not fatal: the sweep finds queued work without a job within a minute.
  await enqueue(queue, { workspaceId: ctx.workspaceId, id }, id).catch((error) =>
    log.error({ err: error, kind, id }, 'paid work could not be queued'),
  )
  return { id }
}

/** Whether this request was stored before. @throws Refusal `request.reused`: its id was used for something else */
async function matchesStored<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  { workspaceId }: WorkspaceContext,
  request: Request,
): Promise<boolean> {
  const row = await findWork(work, workspaceId, request.id)
  if (!row) return false
  if (work.isSame(row, request)) return true
  throw new Refusal(
    'request.reused',
    `This form was already used for another ${work.kind}. Reload the page to create another one.`,
    { href: `${work.href}/${request.id}` },
  )
}

/** Returns false if a row with this id already exists. */
async function store<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  ctx: WorkspaceContext,
  request: Request,
  holdId: string,
): Promise<boolean> {
  const { workspaceId } = ctx
  const { id } = request
  const { verb, detail } = work.auditOf(request)
  return inWorkspace(workspaceId, async (tx) => {
    const inserted = await tx
      .insert(work.table)
      .values({ ...work.columnsOf(request), workspaceId, id, holdId, createdBy: authorOf(ctx) })
      .onConflictDoNothing()
      .returning({ id: work.table.id })
    if (inserted.length === 0) return false
    await writeAuditEvent(tx, ctx, verb, { id, ...detail })
    return true
  })
}

/** `id` names the new piece of work and is created with the form, so that a second click is the same one (R12). */
export const RetryInput = z.object({ id: z.uuid(), endedId: z.uuid(), quotedCredits: wholeNumber })

/**
 * Requests the same thing again after it failed or was canceled, at its current price, since nothing was charged. What
 * was declined is not requested again: it would be declined again.
 * @throws Refusal `not-found`, `<kind>.not-ended`, and those of `requestWork`
 */
export async function retryWork<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  ctx: WorkspaceContext,
  { endedId, ...request }: z.output<typeof RetryInput>,
): Promise<{ id: string }> {
  const ended = await requireWork(work, ctx.workspaceId, endedId)
  if (ended.status !== 'failed' && ended.status !== 'cancelled')
    throw new Refusal(`${work.kind}.not-ended`, `This ${work.kind} did not fail. Reload the page to see it.`)
  return requestWork(work, ctx, work.requestAgain(ended, request))
}
