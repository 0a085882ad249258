import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { operatorRefunds } from '@/db/schema'
import type { Payment } from '@/lib/billing/payments/refunds/list-payments'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { formatMoney } from '@/lib/core/text/format'

/**
 * Whether a refund needs a second operator: counts all money that was refunded within 24 hours without a second operator's
 * approval, for the workspace and for the operator, pending requests included.
 */
export async function exceedsRefundLimit(
  tx: Queryable,
  request: { workspaceId: number; operatorId: number; amountCents: number },
): Promise<boolean> {
  const of = (condition: ReturnType<typeof sql>) =>
    sql<string>`coalesce(sum(${operatorRefunds.amountCents}::bigint) filter (where ${condition}), 0)`
  const [sums] = await tx
    .select({
      workspace: of(sql`${operatorRefunds.workspaceId} = ${request.workspaceId}`),
      operator: of(sql`${operatorRefunds.requestedBy} = ${request.operatorId}`),
    })
    .from(operatorRefunds)
    .where(
      sql`${operatorRefunds.requestedAt} > ${marketNow} - interval '24 hours'
        and ${operatorRefunds.status} not in ('rejected', 'failed') and ${operatorRefunds.decidedBy} is null`,
    )
  const before = Math.max(Number(sums?.workspace ?? 0), Number(sums?.operator ?? 0))
  return before + request.amountCents > env().OPERATOR_FOUR_EYES_REFUND_CENTS
}

/** Serializes refund requests, so two concurrent ones cannot both fit below the limit. */
export async function lockRefunds(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('market-trak:operator-refunds'))`)
}

/** What operators refunded of a payment: `openCents` wait for approval or for Stripe, `sentCents` were sent. */
async function sumsOf(db: Queryable, workspaceId: number, chargeId: string) {
  const of = (...statuses: (typeof operatorRefunds.$inferSelect)['status'][]) =>
    sql<number>`coalesce(sum(${operatorRefunds.amountCents}) filter (where ${inArray(operatorRefunds.status, statuses)}), 0)::int`
  const [sums] = await db
    .select({ openCents: of('waiting', 'approved'), sentCents: of('requested') })
    .from(operatorRefunds)
    .where(and(eq(operatorRefunds.workspaceId, workspaceId), eq(operatorRefunds.stripeChargeId, chargeId)))
  return sums ?? { openCents: 0, sentCents: 0 }
}

/** What operators sent to Stripe of a payment. Read it before the payment. */
export const readSentCents = async (workspaceId: number, chargeId: string): Promise<number> =>
  (await sumsOf(system(), workspaceId, chargeId)).sentCents

type Wanted = {
  workspaceId: number
  /** As Stripe had it before the lock. */
  payment: Payment
  amountCents: number
  /** What was sent before the payment was read. */
  sentBefore: number
}

/**
 * Money that waits for approval or for Stripe is spoken for, and so is what was sent after the payment was read.
 * @throws Refusal `refund.too-much`
 */
export async function requireRefundable(
  tx: Queryable,
  { workspaceId, payment: { chargeId, refundableCents, currency }, amountCents, sentBefore }: Wanted,
): Promise<void> {
  const { openCents, sentCents } = await sumsOf(tx, workspaceId, chargeId)
  const left = Math.max(0, refundableCents - openCents - (sentCents - sentBefore))
  if (amountCents > left) {
    throw new Refusal(
      'refund.too-much',
      `Only ${formatMoney(left, currency)} of this payment can be refunded.`,
    )
  }
}
