import { and, desc, eq, gte, lte } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { auditEvents, users } from '@/db/schema'
import { type CapKind, capKinds } from '@/db/schema/billing/spending-limits'
import { can } from '@/lib/auth/permissions'
import { actionWords } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionOfId } from '@/lib/credits/shared/actions'
import { memberNames } from '../members/member-names'
import { CAP_SET } from './limit-increase-requests'

export type CapChange = { by: string; name: string; from: number | null; to: number | null; at: Date }

const MOST_CHANGES = 10
const Detail = z.object({
  kind: z.enum(capKinds),
  subject: z.number(),
  from: z.number().nullable(),
  to: z.number().nullable(),
})

/** Who set which cap, newest first: an owner sees all, others what concerns them. `within`: in this time alone. */
export async function readCapChanges(
  ctx: WorkspaceContext,
  within?: { from: Date; to: Date },
): Promise<CapChange[]> {
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
            eq(auditEvents.verb, CAP_SET),
            within && gte(auditEvents.at, within.from),
            within && lte(auditEvents.at, within.to),
          ),
        )
        .orderBy(desc(auditEvents.at))
        .limit(MOST_CHANGES),
    ),
  ])
  const named = (kind: CapKind, subject: number) => {
    const action = kind === 'action' ? actionOfId(subject) : null
    if (action) return actionWords[action].label
    return people.find(({ userId }) => userId === subject)?.name ?? 'Somebody who left'
  }
  return rows
    .map(({ at, detail, name, email }) => ({ ...Detail.parse(detail), at, by: name || email }))
    .filter(
      ({ kind, subject }) => can(ctx.role, 'caps.manage') || kind === 'action' || subject === ctx.userId,
    )
    .map(({ kind, subject, ...change }) => ({ ...change, name: named(kind, subject) }))
}
