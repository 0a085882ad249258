import type { Queryable } from '@/db/client'
import { operatorEvents } from '@/db/schema'
import type { Operator } from './operator'

export const operatorVerbs = {
  'rate-card.scheduled': 'scheduled a rate card',
  'rate-card.withdrawn': 'withdrew a rate card',
  'plan.scheduled': 'scheduled new terms of a plan',
  'plan.withdrawn': 'took a plan off sale',
  'plan.moved': 'moved a subscriber to newer terms of their plan',
  'pack.scheduled': 'scheduled a new pack',
  'pack.withdrawn': 'took a pack off sale',
  'credits.requested': 'asked to adjust credits',
  'credits.approved': 'approved an adjustment of credits',
  'credits.rejected': 'rejected an adjustment of credits',
  'webhook.replay-asked': 'asked for a replay of a webhook event',
  'webhook.replayed': 'replayed a webhook event',
  'finding.closed': 'closed a finding',
  'reconciliation.started': 'started a reconciliation',
  'ledger-check.started': 'started a check of the ledger',
  'job.retried': 'retried a job',
  'member.email-change-requested': 'requested another email address for a member',
} as const
export type OperatorVerb = keyof typeof operatorVerbs

type Event = {
  verb: OperatorVerb
  workspaceId?: number
  reason?: string
  before?: object | null
  after?: object | null
}

/** Writes down what an operator does, in the transaction that does it (R36). */
export const recordEvent = (tx: Queryable, operator: Operator, event: Event): Promise<void> =>
  recordEvents(tx, operator, [event])

/** The same of many workspaces at once. */
export async function recordEvents(
  tx: Queryable,
  operator: Operator,
  events: readonly Event[],
): Promise<void> {
  if (events.length === 0) return
  await tx.insert(operatorEvents).values(
    events.map(({ verb, workspaceId = null, reason = null, before = null, after = null }) => ({
      operatorId: operator.userId,
      operatorEmail: operator.email,
      verb,
      workspaceId,
      reason,
      before,
      after,
    })),
  )
}
