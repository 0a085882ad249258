import type { z } from 'zod'
import { notFound, Refusal } from '@/lib/core/errors'
import { keyId } from '@/lib/credits/decide/keys'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { findReservation, type StoredReservation } from '@/lib/metering/holds/find-reservation'
import { capture, release, reserve } from '@/lib/metering/metered'
import type { answers } from './answers'
import type { ProgramContext } from './keys/authenticate'

type Work = { action: ActionKey; units: number; quotedCredits: number }
export type ApiHold = z.infer<typeof answers.Hold>

/** Between setting aside and paying of a charge that is done at once. */
const CHARGE_LEASE_SECONDS = 60

/**
 * Sets the price of an agency's own work aside. The same API key with the same Idempotency-Key is the same hold, whatever
 * became of it.
 * @throws Refusal as `reserve` does
 */
export async function openHold(
  ctx: ProgramContext,
  { leaseSeconds, ...work }: Work & { leaseSeconds: number },
  idempotencyKey: string,
): Promise<ApiHold> {
  const id = keyId(`api-hold:${ctx.workspaceId}:${ctx.apiKeyId}:${idempotencyKey}`)
  await reserve(ctx, { ...work, key: ledgerKey(ctx, id), subject: { kind: 'api', id }, leaseSeconds })
  return readHold(ctx, id)
}

/**
 * Pays for what was delivered, at most what was held (R13); the same again changes nothing.
 * @throws Refusal `not-found`, `hold.above`, `hold.settled`
 */
export async function captureHold(
  ctx: ProgramContext,
  { id, units }: { id: string; units: number },
): Promise<ApiHold> {
  const hold = await reservedOf(ctx, id)
  if (units > hold.units) {
    throw new Refusal('hold.above', `${hold.units} were held, so no more than that can be captured.`, {
      heldUnits: hold.units,
    })
  }
  if (hold.state === 'released' || (hold.state === 'captured' && !(await hold.wasCapturedWith(units)))) {
    throw settled()
  }
  if (hold.state === 'open') {
    try {
      await capture(ctx.workspaceId, keyId(ledgerKey(ctx, id)), units)
    } catch (error) {
      // Settled by another request, or by the sweep, since it was read.
      if ((await reservedOf(ctx, id)).state !== 'open') throw settled()
      throw error
    }
  }
  return readHold(ctx, id)
}

/** @throws Refusal `not-found`, `hold.settled` */
export async function releaseHold(ctx: ProgramContext, { id }: { id: string }): Promise<ApiHold> {
  const hold = await reservedOf(ctx, id)
  if (hold.state === 'captured') throw settled()
  if (hold.state === 'open') {
    try {
      await release(ctx.workspaceId, keyId(ledgerKey(ctx, id)))
    } catch (error) {
      if ((await reservedOf(ctx, id)).state === 'captured') throw settled()
      throw error
    }
  }
  return readHold(ctx, id)
}

/** Sets aside and pays at once, for work that is done already or cannot fail. */
export async function charge(ctx: ProgramContext, work: Work, idempotencyKey: string): Promise<ApiHold> {
  const hold = await openHold(ctx, { ...work, leaseSeconds: CHARGE_LEASE_SECONDS }, idempotencyKey)
  return captureHold(ctx, { id: hold.id, units: work.units })
}

export async function readHold(ctx: ProgramContext, id: string): Promise<ApiHold> {
  const { state, units, credits, capturedCredits, leaseUntil } = await reservedOf(ctx, id)
  return { id, state, units, heldCredits: credits, capturedCredits, leaseUntil: leaseUntil.toISOString() }
}

/**
 * What a hold is called in the ledger: made of the API key and the id that the program knows, by a hash. So neither a hold
 * of the product's own work nor one of another key can be reached from outside, even by someone who knows its id (R35).
 */
const ledgerKey = ({ apiKeyId }: ProgramContext, id: string) => `api:${apiKeyId}:${id}`

async function reservedOf(ctx: ProgramContext, id: string): Promise<StoredReservation> {
  const found = await findReservation(ctx.workspaceId, keyId(ledgerKey(ctx, id)))
  if (!found) throw notFound('hold')
  return found
}

const settled = () =>
  new Refusal('hold.settled', 'This hold was captured or released already, or its lease has ended.')
