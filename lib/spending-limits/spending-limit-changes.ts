import { and, desc, eq, gte, lte } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { auditEvents, users } from '@/db/schema'
import { type SpendingLimitKind, spendingLimitKinds } from '@/db/schema/billing/spending-limits'
import { can } from '@/lib/auth/permissions'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionOfId } from '@/lib/credits/shared/actions'
import { memberNames } from '@/lib/workspaces/members/list-members'
import { LIMIT_SET } from './open-requests'

export type SpendingLimitChange = {
  by: string
  name: string
  from: number | null
  to: number | null
  at: Date
}

const MOST_CHANGES = 10
const Detail = z.object({
  kind: z.enum(spendingLimitKinds),
  subject: z.number(),
  from: z.number().nullable(),
  to: z.number().nullable(),
})

/**
 * Changes of spending limits, newest first: owners see all, others only those that concern them. `within` restricts the
 * time.
 */
export async function readSpendingLimitChanges(
  ctx: WorkspaceContext,
  within?: { from: Date; to: Date },
): Promise<SpendingLimitChange[]> {
  const { workspaceId } = ctx
  const [people, rows] = await Promise.all([
    memberNames(ctx),
    inWorkspace(workspaceId, (tx) =>
      tx
        .select({ at: auditEvents.at, detail: auditEvents.detail, name: users.name, email: users.email })
        .from(auditEvents)
        .innerJoin(users, eq(users.id, auditEvents.actorId))
        .where(
          and(
            eq(auditEvents.workspaceId, workspaceId),
            eq(auditEvents.verb, LIMIT_SET),
            within && gte(auditEvents.at, within.from),
            within && lte(auditEvents.at, within.to),
          ),
        )
        .orderBy(desc(auditEvents.at))
        .limit(MOST_CHANGES),
    ),
  ])
  const named = (kind: SpendingLimitKind, subject: number) => {
    const action = kind === 'action' ? actionOfId(subject) : null
    if (action) return actionLabels[action].label
    return people.find(({ userId }) => userId === subject)?.name ?? 'A former member'
  }
  return rows
    .map(({ at, detail, name, email }) => ({ ...Detail.parse(detail), at, by: name || email }))
    .filter(
      ({ kind, subject }) =>
        can(ctx.role, 'spending-limits.manage') || kind === 'action' || subject === ctx.userId,
    )
    .map(({ kind, subject, ...change }) => ({ ...change, name: named(kind, subject) }))
}
