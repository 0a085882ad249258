import type { Plan } from '@/lib/billing/catalog/catalog'
import type { WorkspaceContext } from '@/lib/core/context'
import { inputHash, keyId } from '@/lib/credits/decide/keys'
import { readAccount } from '@/lib/credits/read/read'
import { subjectIds } from '@/lib/credits/shared/actions'
import { metadataText } from '@/lib/credits/shared/metadata'
import { reserveUnits } from '@/lib/plan-limits/limits'
import { keyReused, limitReached, planEnded, quoteChanged } from '../refusals'
import type { ReserveManyInput, ReserveResult, Work } from '../types.ts'
import { limitFor, metricOf } from './plan-of-workspace'

/** Maximum number counted at a time: each is its own transaction. */
const AT_ONCE = 8

/**
 * Limits mode costs no credits: each piece of work counts its units toward a monthly limit, or nothing if the plan has
 * none.
 */
export async function reserveInLimits(
  ctx: WorkspaceContext,
  plan: Plan,
  input: ReserveManyInput,
): Promise<ReserveResult[]> {
  const account = await readAccount(ctx.workspaceId)
  const isStopped = account.spendUntil !== null && account.at >= account.spendUntil
  const reserveOne = async (work: Work): Promise<ReserveResult> => {
    if (work.quotedCredits !== 0) return quoteChanged(input.action, 0, work.quotedCredits)
    return isStopped ? planEnded() : take(ctx, { plan, account, input, work })
  }
  const reserved: ReserveResult[] = []
  for (let from = 0; from < input.works.length; from += AT_ONCE)
    reserved.push(...(await Promise.all(input.works.slice(from, from + AT_ONCE).map(reserveOne))))
  return reserved
}

type Ask = {
  plan: Plan
  account: Awaited<ReturnType<typeof readAccount>>
  input: ReserveManyInput
  work: Work
}

async function take(
  { workspaceId, userId }: WorkspaceContext,
  { plan, account, input: { action, leaseSeconds }, work: { units, key, subject, metadata } }: Ask,
): Promise<ReserveResult> {
  const metric = metricOf[action]
  const limit = limitFor(plan, metric, account)
  const id = keyId(key)
  const text = metadataText(metadata)
  const request = [action, units, subject.kind, subject.id, userId]
  const outcome = await reserveUnits({
    workspaceId,
    id,
    metric,
    subjectKind: subjectIds[subject.kind],
    cycleStart: new Date(account.cycleStart),
    units,
    limit,
    leaseUntil: new Date(account.at + leaseSeconds * 1000),
    inputHash: inputHash(text === null ? request : [...request, text]),
    metadata: text === null ? null : (metadata ?? null),
  })
  if (outcome.ok) return { holdId: id, credits: 0, rateVersion: 0 }
  if ('reused' in outcome) return keyReused()
  return limitReached({ metric, limit, used: outcome.used }, account)
}
