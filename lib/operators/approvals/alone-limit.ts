import { sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { operatorAdjustments } from '@/db/schema'
import { env } from '@/lib/core/settings/env'

/**
 * Whether an adjustment needs a second operator: counts all credits added or removed within 24 hours without a second
 * operator's approval, for the workspace and for the operator, pending requests included. Amounts add up; they do not net out.
 */
export async function exceedsAloneLimit(
  tx: Queryable,
  request: { workspaceId: number; operatorId: number; credits: number },
): Promise<boolean> {
  const of = (condition: ReturnType<typeof sql>) =>
    sql<string>`coalesce(sum(abs(${operatorAdjustments.credits}::bigint)) filter (where ${condition}), 0)`
  const [sums] = await tx
    .select({
      workspace: of(sql`${operatorAdjustments.workspaceId} = ${request.workspaceId}`),
      operator: of(sql`${operatorAdjustments.requestedBy} = ${request.operatorId}`),
    })
    .from(operatorAdjustments)
    .where(
      sql`${operatorAdjustments.requestedAt} > ${marketNow} - interval '24 hours'
        and ${operatorAdjustments.status} <> 'rejected' and ${operatorAdjustments.decidedBy} is null`,
    )
  const before = Math.max(Number(sums?.workspace ?? 0), Number(sums?.operator ?? 0))
  return before + Math.abs(request.credits) > env().OPERATOR_FOUR_EYES_CREDITS
}

/** Serializes adjustment requests, so two concurrent ones cannot both fit below the limit. */
export async function lockAdjustments(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('market-trak:operator-adjustments'))`)
}
