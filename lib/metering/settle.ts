import { costUnder, getRateCardVersion } from '@/lib/billing/catalog/rate-card'
import { assert } from '@/lib/core/assert'
import { post } from '@/lib/credits/post'
import { findHolds, type StoredHold } from '@/lib/credits/read/find-hold'
import { readAccount } from '@/lib/credits/read/read'
import { actionOfId } from '@/lib/credits/shared/actions'
import { countDelivered, renewUnits, settleUnits } from '@/lib/plan-limits/limits'
import { metricOf } from './limits-mode/plan-of-workspace'
import { freeRunningSlot, renewRunningSlot } from './running-work'
import type { Delivered } from './types.ts'

/** Charges for what was delivered: the price of `deliveredUnits` under the hold's rate card. Safe to repeat. */
export async function capture(
  workspaceId: number,
  holdId: string,
  deliveredUnits: number,
): Promise<{ credits: number }> {
  const [credits = 0] = await captureMany(workspaceId, [{ holdId, units: deliveredUnits }])
  await freeRunningSlot(workspaceId, holdId)
  return { credits }
}

/**
 * Like `capture`, for many at once: holds are read together and the ledger writes the entries together. Returns what
 * each cost, in the same order.
 */
export async function captureMany(workspaceId: number, delivered: readonly Delivered[]): Promise<number[]> {
  const holds = await findHolds(
    workspaceId,
    delivered.filter(({ units }) => units > 0).map(({ holdId }) => holdId),
  )
  const credits = await Promise.all(
    delivered.map(async ({ holdId, units }) => {
      const hold = holds.get(holdId)
      if (units <= 0) await release(workspaceId, holdId)
      else if (hold) return captureHold(workspaceId, hold, units)
      else await settleUnits(workspaceId, holdId, units)
      return 0
    }),
  )
  await countInCreditsMode(
    workspaceId,
    delivered.flatMap(({ holdId, units }) => {
      const hold = holds.get(holdId)
      return hold && units > 0 ? [{ hold, units }] : []
    }),
  )
  return credits
}

async function captureHold(workspaceId: number, hold: StoredHold, units: number): Promise<number> {
  const credits = units === hold.units ? hold.amount : await costOfPart(hold, units)
  const outcome = await post(workspaceId, { type: 'capture', holdId: hold.id, credits, units })
  assert(outcome.ok, `hold ${hold.id} can be captured (${outcome.ok ? '' : outcome.code})`)
  return credits
}

/** The work failed, was canceled or died: it costs nothing (R13). Safe to repeat. */
export async function release(workspaceId: number, holdId: string): Promise<void> {
  const outcome = await post(workspaceId, { type: 'release', holdId })
  if (!outcome.ok && outcome.code === 'hold-unknown') await settleUnits(workspaceId, holdId, 0)
  else assert(outcome.ok, `hold ${holdId} can be released`)
  await freeRunningSlot(workspaceId, holdId)
}

/** Keeps the hold of live work from being swept for another `leaseSeconds`. */
export async function renew(workspaceId: number, holdId: string, leaseSeconds: number): Promise<void> {
  const outcome = await post(workspaceId, { type: 'renew', holdId, leaseMs: leaseSeconds * 1000 })
  if (!outcome.ok && outcome.code === 'hold-unknown') await renewUnits(workspaceId, holdId, leaseSeconds)
  await renewRunningSlot(workspaceId, holdId, leaseSeconds)
}

/** The cost of part of a hold's work under the hold's rate card, at most the hold. */
async function costOfPart(hold: StoredHold, deliveredUnits: number): Promise<number> {
  const action = actionOfId(hold.action)
  assert(action, `hold ${hold.id} is for a known action`)
  return Math.min(hold.amount, costUnder(await getRateCardVersion(hold.rateVersion), action, deliveredUnits))
}

/** Usage is also counted in credits mode, so that switching mid-cycle starts from correct figures (R3). */
async function countInCreditsMode(
  workspaceId: number,
  delivered: readonly { hold: StoredHold; units: number }[],
): Promise<void> {
  const byMetric = Map.groupBy(delivered, ({ hold }) => {
    const action = actionOfId(hold.action)
    return action ? metricOf[action] : null
  })
  if (byMetric.size === 0) return
  const { cycleStart } = await readAccount(workspaceId)
  for (const [metric, works] of byMetric) {
    if (metric === null) continue
    const counted = works.map(({ hold: { id, subjectKind }, units }) => ({ id, subjectKind, units }))
    await countDelivered({ workspaceId, metric, cycleStart: new Date(cycleStart) }, counted)
  }
}
