import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { operatorEvents } from '@/db/schema'
import type { Operator } from '../operator'

export const operatorVerbs = {
  'rate-card.scheduled': 'scheduled a rate card',
  'rate-card.withdrawn': 'withdrew a rate card',
  'plan.scheduled': 'scheduled new plan terms',
  'plan.withdrawn': 'took a plan off sale',
  'plan.moved': 'moved a subscriber to newer plan terms',
  'pack.scheduled': 'scheduled new pack terms',
  'pack.withdrawn': 'took a pack off sale',
  'change.requested': 'requested a change that needs approval',
  'change.approved': 'approved a change',
  'change.rejected': 'rejected a change',
  'change.withdrawn': 'withdrew a change request',
  'credits.requested': 'requested a credit adjustment',
  'credits.approved': 'approved a credit adjustment',
  'credits.rejected': 'rejected a credit adjustment',
  'case.answered': 'answered a reported problem',
  'case.closed': 'closed a reported problem without an answer',
  'case.viewed': 'viewed a reported problem',
  'refund.requested': 'requested a refund at Stripe',
  'refund.approved': 'approved a refund at Stripe',
  'refund.rejected': 'rejected a refund at Stripe',
  'refund.sent': 'refunded a payment at Stripe',
  'refund.failed': 'had a refund refused by Stripe',
  'webhook.replay-asked': 'requested a webhook event replay',
  'webhook.replayed': 'replayed a webhook event',
  'finding.closed': 'closed a discrepancy',
  'finding.refund-requested': 'requested a refund of a payment reported as fraud',
  'finding.refunded': 'refunded a payment reported as fraud',
  'email-report.suppressed': 'suppressed an address after an unclear bounce',
  'email-report.dismissed': 'dismissed an unclear bounce',
  'blocked-sender.closed': 'closed a finding about a blocked sender',
  'reconciliation.started': 'started a reconciliation',
  'ledger-check.started': 'started a ledger check',
  'job.retried': 'retried a job',
  'workspace.restored': 'restored a deleted workspace',
  'workspace.viewed': 'viewed members and ledger',
  'webhook.viewed': 'viewed the payload of a webhook event',
  'member.email-change-requested': 'requested an email change for a member',
} as const
export type OperatorVerb = keyof typeof operatorVerbs

type Event = {
  verb: OperatorVerb
  workspaceId?: number | undefined
  reason?: string
  before?: object | null
  after?: object | null
}

/** Records what an operator does, in the transaction that does it (R36). */
export const recordEvent = (tx: Queryable, operator: Operator, event: Event): Promise<void> =>
  recordEvents(tx, operator, [event])

/** Records several events at a time. */
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

/** Views of a page within this time count as one, because every action renders it again. */
const ONE_VIEW_MINUTES = 10

type View = {
  verb: 'workspace.viewed' | 'webhook.viewed' | 'case.viewed'
  workspaceId?: number | undefined
  /** What was shown, and for how many people. */
  shown: Record<string, string | number>
}

/** Records that an operator looked at personal data: who, at what, when, and how much of it (R36). */
export async function recordView(operator: Operator, { verb, workspaceId, shown }: View): Promise<void> {
  await system().transaction(async (tx) => {
    // Concurrent requests of one operator count as one view.
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
