import type { z } from 'zod'
import { notFound, Refusal } from '@/lib/core/errors'
import { keyId } from '@/lib/credits/decide/keys'
import type { ActionKey } from '@/lib/credits/shared/actions'
import type { SpendMetadata } from '@/lib/credits/shared/metadata'
import { findReservation, type StoredReservation } from '@/lib/metering/holds/find-reservation'
import { capture, release, reserve } from '@/lib/metering/metered'
import type { ApiContext } from './keys/authenticate'
import type { responses } from './responses'

type Work = { action: ActionKey; units: number; quotedCredits: number; metadata?: SpendMetadata }
export type ApiHold = z.infer<typeof responses.Hold>

/** The lease of an immediate charge, between hold and capture. */
const CHARGE_LEASE_SECONDS = 60

/**
 * Holds the price of an agency's own work. The same API key and Idempotency-Key always return the same hold, whatever its
 * state.
 * @throws Refusal as `reserve` does
 */
export async function openHold(
  ctx: ApiContext,
  { leaseSeconds, ...work }: Work & { leaseSeconds: number },
  idempotencyKey: string,
): Promise<ApiHold> {
  const id = keyId(`api-hold:${ctx.workspaceId}:${ctx.apiKeyId}:${idempotencyKey}`)
  await reserve(ctx, { ...work, key: ledgerKey(ctx, id), subject: { kind: 'api', id }, leaseSeconds })
  return readHold(ctx, id)
}

/**
 * Captures the delivered units, at most those held (R13). Repeating it changes nothing.
 * @throws Refusal `not-found`, `hold.above`, `hold.settled`
 */
export async function captureHold(
  ctx: ApiContext,
  { id, units }: { id: string; units: number },
): Promise<ApiHold> {
  const hold = await findOwnHold(ctx, id)
  if (units > hold.units) {
    throw new Refusal('hold.above', `This hold is for ${hold.units} units. Capture at most that many.`, {
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
      // Another request or the sweep settled it after it was read.
      if ((await findOwnHold(ctx, id)).state !== 'open') throw settled()
      throw error
    }
  }
  return readHold(ctx, id)
}

/** @throws Refusal `not-found`, `hold.settled` */
export async function releaseHold(ctx: ApiContext, { id }: { id: string }): Promise<ApiHold> {
  const hold = await findOwnHold(ctx, id)
  if (hold.state === 'captured') throw settled()
  if (hold.state === 'open') {
    try {
      await release(ctx.workspaceId, keyId(ledgerKey(ctx, id)))
    } catch (error) {
      if ((await findOwnHold(ctx, id)).state === 'captured') throw settled()
      throw error
    }
  }
  return readHold(ctx, id)
}

/** Holds and captures immediately, for work that is already done or cannot fail. */
export async function charge(ctx: ApiContext, work: Work, idempotencyKey: string): Promise<ApiHold> {
  const hold = await openHold(ctx, { ...work, leaseSeconds: CHARGE_LEASE_SECONDS }, idempotencyKey)
  return captureHold(ctx, { id: hold.id, units: work.units })
}

export async function readHold(ctx: ApiContext, id: string): Promise<ApiHold> {
  const { state, units, credits, capturedCredits, leaseUntil, metadata } = await findOwnHold(ctx, id)
  return {
    id,
    state,
    units,
    heldCredits: credits,
    capturedCredits,
    leaseUntil: leaseUntil.toISOString(),
    metadata,
  }
}

/**
 * A hold's key in the ledger: derived from the API key and the public id. Holds of the product's own work or of other API
 * keys cannot be reached through the API, even with a known id (R35).
 */
const ledgerKey = ({ apiKeyId }: ApiContext, id: string) => `api:${apiKeyId}:${id}`

async function findOwnHold(ctx: ApiContext, id: string): Promise<StoredReservation> {
  const found = await findReservation(ctx.workspaceId, keyId(ledgerKey(ctx, id)))
  if (!found) throw notFound('hold')
  return found
}

const settled = () =>
  new Refusal(
    'hold.settled',
    'This hold was already captured or released, or its lease expired. Open a new hold.',
  )
