import { and, asc, desc, eq, exists, gt, ilike, lt, or, type SQL, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { creditAccounts, members, plans, subscriptions, users, workspaces } from '@/db/schema'
import type { SubscriptionStatus } from '@/db/schema/billing/billing'
import type { PlanMode } from '@/db/schema/billing/catalog'
import { containing } from '@/lib/core/paging/list-query'
import { erasedFrom } from '@/lib/workspaces/deletion/delete-workspace'

type WorkspaceLine = {
  id: number
  name: string
  plan: string
  mode: PlanMode
  status: SubscriptionStatus
  members: number
  availableCredits: number
  heldCredits: number
  createdAt: string
  deletedAt: string | null
  /** When its data is erased, or was. Null: it is not deleted. */
  eraseAt: string | null
  isErased: boolean
}

export type WorkspacePage = {
  rows: WorkspaceLine[]
  nextBefore: number | null
  previousAfter: number | null
}

/** `before` and `after` are workspace ids. */
type Query = {
  limit: number
  search?: string | undefined
  before?: number | undefined
  after?: number | undefined
}

/** Workspaces by name, number or member email, newest first. */
export async function findWorkspaces({ limit, search: text, before, after }: Query): Promise<WorkspacePage> {
  const readBack = before === undefined && after !== undefined
  const memberCount = sql<number>`(select count(*)::int from ${members} m where m.workspace_id = ${workspaces.id})`
  const found = await system()
    .select({
      workspace: workspaces,
      subscription: subscriptions,
      plan: plans,
      account: creditAccounts,
      memberCount,
    })
    .from(workspaces)
    .innerJoin(subscriptions, eq(subscriptions.workspaceId, workspaces.id))
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .innerJoin(creditAccounts, eq(creditAccounts.workspaceId, workspaces.id))
    .where(
      and(
        before === undefined ? undefined : lt(workspaces.id, before),
        readBack ? gt(workspaces.id, after) : undefined,
        text ? matching(text) : undefined,
      ),
    )
    .orderBy(readBack ? asc(workspaces.id) : desc(workspaces.id))
    .limit(limit + 1)
  const rows = found.slice(0, limit)
  const more = found.length > limit
  if (readBack) rows.reverse()
  return {
    rows: rows.map(({ workspace, subscription, plan, account, memberCount }) => ({
      id: workspace.id,
      name: workspace.name,
      plan: plan.name,
      mode: plan.mode,
      status: subscription.status,
      members: memberCount,
      availableCredits: account.allowanceLeft + account.extraLeft,
      heldCredits: account.held,
      createdAt: workspace.createdAt.toISOString(),
      deletedAt: workspace.deletedAt?.toISOString() ?? null,
      eraseAt: eraseAt(workspace),
      isErased: workspace.erasedAt !== null,
    })),
    nextBefore: readBack || more ? (rows.at(-1)?.workspace.id ?? null) : null,
    previousAfter: (readBack ? more : before !== undefined) ? (rows[0]?.workspace.id ?? null) : null,
  }
}

function eraseAt({ deletedAt, erasedAt }: typeof workspaces.$inferSelect): string | null {
  if (erasedAt || !deletedAt) return erasedAt?.toISOString() ?? null
  return erasedFrom(deletedAt).toISOString()
}

function matching(text: string): SQL | undefined {
  const pattern = containing(text)
  const memberOf = system()
    .select({ one: sql`1` })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaces.id), ilike(users.email, pattern)))
  const named = ilike(workspaces.name, pattern)
  return /^\d{1,9}$/.test(text) ? or(eq(workspaces.id, Number(text)), named) : or(named, exists(memberOf))
}
