import { and, desc, eq, exists, ilike, lt, or, type SQL, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { creditAccounts, members, plans, subscriptions, users, workspaces } from '@/db/schema'
import type { SubscriptionStatus } from '@/db/schema/billing/billing'
import type { PlanMode } from '@/db/schema/billing/catalog'

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
}

export type WorkspacePage = { rows: WorkspaceLine[]; nextBefore: number | null }

const WORKSPACES_A_PAGE = 25
const LONGEST_SEARCH = 100

/** Workspaces by name, number, or a member's address; the newest first. A page goes on before a number. */
export async function findWorkspaces(search: string, before?: number): Promise<WorkspacePage> {
  const text = search.trim().slice(0, LONGEST_SEARCH)
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
      and(before === undefined ? undefined : lt(workspaces.id, before), text ? matching(text) : undefined),
    )
    .orderBy(desc(workspaces.id))
    .limit(WORKSPACES_A_PAGE + 1)
  const rows = found.slice(0, WORKSPACES_A_PAGE)
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
    })),
    nextBefore: found.length > rows.length ? (rows.at(-1)?.workspace.id ?? null) : null,
  }
}

function matching(text: string): SQL | undefined {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const memberOf = system()
    .select({ one: sql`1` })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaces.id), ilike(users.email, pattern)))
  const named = ilike(workspaces.name, pattern)
  return /^\d{1,9}$/.test(text) ? or(eq(workspaces.id, Number(text)), named) : or(named, exists(memberOf))
}
