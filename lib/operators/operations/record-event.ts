import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { operatorEvents } from '@/db/schema'
import type { Operator } from '../operator'

export const operatorVerbs = {
  'rate-card.scheduled': 'scheduled a rate card',
  'rate-card.withdrawn': 'withdrew a rate card',
  'plan.scheduled': 'scheduled new terms of a plan',
  'plan.withdrawn': 'took a plan off sale',
  'plan.moved': 'moved a subscriber to newer terms of their plan',
  'pack.scheduled': 'scheduled a new pack',
  'pack.withdrawn': 'took a pack off sale',
  'change.requested': 'requested a change that needs approval',
  'change.approved': 'approved a change',
  'change.rejected': 'rejected a change',
  'change.withdrawn': 'withdrew a change that was waiting',
  'credits.requested': 'asked to adjust credits',
  'credits.approved': 'approved an adjustment of credits',
  'credits.rejected': 'rejected an adjustment of credits',
  'webhook.replay-asked': 'asked for a replay of a webhook event',
  'webhook.replayed': 'replayed a webhook event',
  'finding.closed': 'closed a finding',
  'finding.refund-requested': 'requested the refund of a payment reported as fraud',
  'finding.refunded': 'refunded a payment reported as fraud',
  'reconciliation.started': 'started a reconciliation',
  'ledger-check.started': 'started a check of the ledger',
  'job.retried': 'retried a job',
  'workspace.viewed': 'viewed the members and the ledger',
  'webhook.viewed': 'viewed the payload of a webhook event',
  'member.email-change-requested': 'requested another email address for a member',
} as const
export type OperatorVerb = keyof typeof operatorVerbs

type Event = {
  verb: OperatorVerb
  workspaceId?: number | undefined
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

/** Within this time the same page is one view: it is drawn again after every action on it. */
const ONE_VIEW_MINUTES = 10

type View = {
  verb: 'workspace.viewed' | 'webhook.viewed'
  workspaceId?: number | undefined
  /** What was shown, and of how many people. */
  shown: Record<string, string | number>
}

/** Records that an operator looked at personal data: who, at what, when, and how much of it (R36). */
export async function recordView(operator: Operator, { verb, workspaceId, shown }: View): Promise<void> {
  await system().transaction(async (tx) => {
    // Two requests of one operator at the same moment are one view.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('operator.view'), ${operator.userId})`)
    const [seen] = await tx
      .select({ id: operatorEvents.id })
      .from(operatorEvents)
      .where(
        and(
          eq(operatorEvents.operatorId, operator.userId),
          eq(operatorEvents.verb, verb),
          workspaceId === undefined
            ? isNull(operatorEvents.workspaceId)
            : eq(operatorEvents.workspaceId, workspaceId),
          sql`${operatorEvents.after} = ${JSON.stringify(shown)}::jsonb`,
          gt(operatorEvents.at, sql`${marketNow} - make_interval(mins => ${ONE_VIEW_MINUTES})`),
        ),
      )
      .limit(1)
    if (!seen) await recordEvent(tx, operator, { verb, workspaceId, after: shown })
  })
}
