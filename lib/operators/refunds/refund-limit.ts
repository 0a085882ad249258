import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { operatorRefunds } from '@/db/schema'
import { env } from '@/lib/core/settings/env'

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
