import { costUnder, getRateCard, type RateCard } from '@/lib/billing/catalog/rate-card'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { inputHash, keyId } from '@/lib/credits/decide/keys'
import { post } from '@/lib/credits/post'
import { findHolds } from '@/lib/credits/read/find-hold'
import { readAccount } from '@/lib/credits/read/read'
import { actionIds, subjectIds } from '@/lib/credits/shared/actions'
import { metadataText } from '@/lib/credits/shared/metadata'
import { holdWithinSpendingLimits } from '@/lib/spending-limits/enforcement/spending-limits'
import { planOfWorkspace } from './limits-mode/plan-of-workspace'
import { reserveInLimits } from './limits-mode/reserve-in-limits'
import { quoteChanged, refusalFor } from './refusals'
import { withRunningSlot } from './running-work'
import type { Reservation, ReserveInput, ReserveManyInput, ReserveResult, Work } from './types.ts'

/**
 * Reserves the price before the work starts (R13): the price the person saw, or nothing (R8).
 * @throws Refusal `quote.changed`, `credits.insufficient`, `credits.stopped`, `spending-limit.reached`,
 * `limit.reached`, `request.reused`, `rate.limited`
 */
export async function reserve(ctx: WorkspaceContext, input: ReserveInput): Promise<Reservation> {
  const { action, leaseSeconds, ...work } = input
  const running = { holdId: keyId(work.key), kind: work.subject.kind, leaseSeconds }
  return withRunningSlot(ctx.workspaceId, running, async () => {
    const [reserved] = await reserveMany(ctx, { action, leaseSeconds, works: [work] })
    if (!reserved || isRefusal(reserved)) throw reserved
    return reserved
  })
}

/**
 * Like `reserve`, for many pieces of work of one kind: plan, rate card and spending limits are read once, and the
 * ledger writes the holds together. Results are in the same order. If there is not enough for all, the first ones are
 * reserved.
 */
export async function reserveMany(ctx: WorkspaceContext, input: ReserveManyInput): Promise<ReserveResult[]> {
  if (input.works.length === 0) return []
  const [plan, card] = await Promise.all([planOfWorkspace(ctx.workspaceId), getRateCard()])
  if (plan.mode === 'limits') return reserveInLimits(ctx, plan, input)
  const { action } = input
  const reserved = await alreadyReservedKeys(ctx, card, input)
  const requests = input.works.map((work) => {
    const credits = costUnder(card, action, work.units)
    const key = keyId(work.key)
    const isPrice = credits === work.quotedCredits || reserved.has(key)
    return { work, key, refusal: isPrice ? null : quoteChanged(action, credits, work.quotedCredits) }
  })
  const spends = requests
    .filter(({ refusal }) => refusal === null)
    .map(({ work, key }) => ({ work, holdId: key, credits: work.quotedCredits }))
  const held = await holdWithinSpendingLimits(ctx, action, spends, ({ work, holdId }) =>
    hold(ctx, input, work, { key: holdId, rateVersion: card.version }),
  )
  const results = held.values()
  return requests.map(({ refusal }) => refusal ?? (results.next().value as ReserveResult))
}

/**
 * Holds that already exist although their price has changed since: an accepted request keeps its price (R12), a new one
 * at an old price must be confirmed again (R8).
 */
async function alreadyReservedKeys(
  { workspaceId }: WorkspaceContext,
  card: RateCard,
  { action, works }: ReserveManyInput,
): Promise<ReadonlySet<string>> {
  const changed = works.filter(({ units, quotedCredits }) => costUnder(card, action, units) !== quotedCredits)
  const ids = changed.map(({ key }) => keyId(key))
  return new Set((await findHolds(workspaceId, ids)).keys())
}

async function hold(
  { workspaceId, userId }: WorkspaceContext,
  { action, leaseSeconds }: ReserveManyInput,
  { units, quotedCredits, subject, ...work }: Work,
  { key, rateVersion }: { key: string; rateVersion: number },
): Promise<ReserveResult> {
  const metadata = metadataText(work.metadata)
  const request = [action, units, quotedCredits, subject.kind, subject.id, userId]
  try {
    const outcome = await post(workspaceId, {
      type: 'hold',
      key,
      // Without metadata the hash is what it was before metadata existed.
      inputHash: inputHash(metadata === null ? request : [...request, metadata]),
      credits: quotedCredits,
      units,
      action: actionIds[action],
      actorId: userId,
      rateVersion,
      subjectKind: subjectIds[subject.kind],
      subjectId: subject.id,
      leaseMs: leaseSeconds * 1000,
      metadata,
    })
    if (outcome.ok) return { holdId: key, credits: outcome.credits, rateVersion }
    return refusalFor(outcome, action, await readAccount(workspaceId))
  } catch (error) {
    if (isRefusal(error)) return error
    throw error
  }
}
