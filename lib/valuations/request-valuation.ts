import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/log'
import { enqueue } from '@/lib/jobs/queue'
import { release, reserve } from '@/lib/metering/metered'
import { checkRequest } from './check-request'
import { DescribedHome, describedHome, type RequestValuationInput } from './home-input'
import { VALUATION_LEASE_SECONDS } from './settle-valuation'

/**
 * Asks for a valuation: sets its price aside, stores it as queued and hands it to the workers. The same request again is
 * the same valuation (R12); what fails on the way costs nothing (R13).
 */
export async function requestValuation(
  ctx: WorkspaceContext,
  input: RequestValuationInput,
): Promise<{ id: string }> {
  if (await isKnown(ctx, input)) return { id: input.id }
  await checkRequest(input)
  const { holdId } = await reserve(ctx, {
    action: 'valuation.instant',
    units: 1,
    quotedCredits: input.quotedCredits,
    key: `valuation:${input.id}`,
    subject: { kind: 'valuation', id: input.id },
    leaseSeconds: VALUATION_LEASE_SECONDS,
  })
  await storeOrRelease(ctx, input, holdId)
  // Not fatal: the sweep finds a queued valuation without a job within the minute.
  await enqueue('valuation-make', { workspaceId: ctx.workspaceId, id: input.id }, input.id).catch((error) =>
    log.error({ err: error, valuation: input.id }, 'a valuation could not be queued'),
  )
  return { id: input.id }
}

/** Whether this very valuation was asked for before. The same id for another one is a mistake that must not pass. */
async function isKnown(ctx: WorkspaceContext, input: RequestValuationInput): Promise<boolean> {
  const known = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select()
      .from(valuations)
      .where(and(eq(valuations.workspaceId, ctx.workspaceId), eq(valuations.id, input.id))),
  )
  const [valuation] = known
  if (!valuation) return false
  const same =
    valuation.label === input.label &&
    valuation.valuedOn === input.valuedOn &&
    isDeepStrictEqual(DescribedHome.parse(valuation.home), describedHome(input))
  if (same) return true
  throw new Refusal(
    'request.reused',
    'This form was already used for another valuation. Reload the page to ask for a new one.',
    { href: `/valuations/${input.id}` },
  )
}

async function storeOrRelease(
  ctx: WorkspaceContext,
  input: RequestValuationInput,
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
  input: RequestValuationInput,
  holdId: string,
): Promise<boolean> {
  const { id, label, zipCode, valuedOn } = input
  return inWorkspace(workspaceId, async (tx) => {
    const inserted = await tx
      .insert(valuations)
      .values({
        workspaceId,
        id,
        label,
        zipCode,
        home: describedHome(input),
        valuedOn,
        holdId,
        createdBy: userId,
      })
      .onConflictDoNothing()
      .returning({ id: valuations.id })
    if (inserted.length === 0) return false
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'valuation.request',
      detail: { id, zipCode, valuedOn },
    })
    return true
  })
}
