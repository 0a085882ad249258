import { createHash } from 'node:crypto'
import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { authSessions, creditEntries, members, plans, subscriptions, users, workspaces } from '@/db/schema'

/** The queries of the yardstick page as most teams would write them: Drizzle, one pool, one statement each. */
const ROWS = 10

let opened: ReturnType<typeof drizzle> | undefined
/** At first use, because a build has no database. */
function db() {
  opened ??= drizzle(postgres(process.env.DATABASE_URL ?? '', { max: 10 }), { casing: 'snake_case' })
  return opened
}

export async function readUser(token = '') {
  const tokenHash = createHash('sha256').update(token).digest('hex')
  const [user] = await db()
    .select({ id: users.id, name: users.name, email: users.email })
    .from(authSessions)
    .innerJoin(users, eq(users.id, authSessions.userId))
    .where(and(eq(authSessions.tokenHash, tokenHash), gt(authSessions.expiresAt, sql`now()`)))
    .limit(1)
  return user
}

export async function readMembership(userId: number) {
  const [membership] = await db()
    .select({ workspaceId: members.workspaceId, role: members.role, workspaceName: workspaces.name })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(eq(members.userId, userId))
    .limit(1)
  return membership
}

export async function readPlan(workspaceId: number) {
  const [plan] = await db()
    .select({ name: plans.name, status: subscriptions.status })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(subscriptions.workspaceId, workspaceId))
    .limit(1)
  return plan
}

export async function readEntries(workspaceId: number) {
  const { seq, at, amount, balanceAfter } = creditEntries
  return db()
    .select({ seq, at, amount, balanceAfter })
    .from(creditEntries)
    .where(eq(creditEntries.workspaceId, workspaceId))
    .orderBy(desc(seq))
    .limit(ROWS)
}
