import { and, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import {
  auditEvents,
  creditAccounts,
  creditHolds,
  creditLots,
  members,
  operatorAdjustments,
  purchases,
  users,
  workspaces,
} from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { endOfDay } from '@/lib/billing/statement/calendar-days'
import type { BalanceExplanation } from '@/lib/billing/statement/explain/balance-explanation'
import { explainBalance } from '@/lib/billing/statement/explain/explain-balance'
import { getCreditsSummary } from '@/lib/billing/summary'
import type { CreditsSummary } from '@/lib/billing/views'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { actionOfId } from '@/lib/credits/shared/actions'
import { erasedFrom } from '@/lib/workspaces/deletion/delete-workspace'
import { recordView } from '../operations/record-event'
import type { Operator } from '../operator'

const NEWEST = 20

export type WorkspaceFile = {
  id: number
  name: string
  createdAt: string
  deletion: { at: string; eraseAt: string; isRestorable: boolean } | null
  summary: CreditsSummary
  members: { userId: number; name: string; email: string; role: string; joinedAt: string }[]
  lots: (typeof creditLots.$inferSelect & { left: number })[]
  running: OpenHolds
  purchases: (typeof purchases.$inferSelect)[]
  adjustments: (typeof operatorAdjustments.$inferSelect)[]
  events: (typeof auditEvents.$inferSelect & { who: string | null })[]
}

/** A context for reading a workspace's data as its members see it; never used for changes. */
export const asReader = (workspaceId: number): WorkspaceContext => ({
  workspaceId,
  userId: 0,
  role: 'admin',
})

/** The watermark counts extra credits that are spent or gone; credits beyond it are left (docs/decisions/0002). */
const leftOfLot = sql<number>`greatest(0, ${creditLots.toCredit} - greatest(${creditLots.fromCredit}, ${creditAccounts.extraUsed}))::int`

/**
 * Everything an operator needs to answer a workspace's question.
 * @throws Refusal `not-found`
 */
export async function workspaceFile(workspaceId: number): Promise<WorkspaceFile> {
  const db = system()
  const [workspace] = await db.select().from(workspaces).where(eq(workspaces.id, workspaceId))
  if (!workspace) throw notFound('workspace')
  const summary = await getCreditsSummary(asReader(workspaceId))
  const [now, people, lots, running, bought, adjustments, events] = await Promise.all([
    readMarketNow(db),
    db
      .select({
        userId: members.userId,
        name: users.name,
        email: users.email,
        role: members.role,
        joinedAt: members.joinedAt,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.workspaceId, workspaceId))
      .orderBy(members.joinedAt),
    db
      .select({ ...getTableColumns(creditLots), left: leftOfLot })
      .from(creditLots)
      .innerJoin(creditAccounts, eq(creditAccounts.workspaceId, creditLots.workspaceId))
      .where(eq(creditLots.workspaceId, workspaceId))
      .orderBy(desc(creditLots.seq))
      .limit(NEWEST),
    openHolds(workspaceId),
    db
      .select()
      .from(purchases)
      .where(eq(purchases.workspaceId, workspaceId))
      .orderBy(desc(purchases.createdAt))
      .limit(NEWEST),
    db
      .select()
      .from(operatorAdjustments)
      .where(eq(operatorAdjustments.workspaceId, workspaceId))
      .orderBy(desc(operatorAdjustments.requestedAt))
      .limit(NEWEST),
    db
      .select({ event: auditEvents, who: users.email })
      .from(auditEvents)
      .leftJoin(users, eq(users.id, auditEvents.actorId))
      .where(eq(auditEvents.workspaceId, workspaceId))
      .orderBy(desc(auditEvents.at))
      .limit(NEWEST),
  ])
  return {
    id: workspace.id,
    name: workspace.name,
    createdAt: workspace.createdAt.toISOString(),
    deletion: deletionOf(workspace, now),
    summary,
    members: people.map((person) => ({ ...person, joinedAt: person.joinedAt.toISOString() })),
    lots,
    running,
    purchases: bought,
    adjustments,
    events: events.map(({ event, who }) => ({ ...event, who })),
  }
}

function deletionOf(
  { deletedAt, erasedAt }: typeof workspaces.$inferSelect,
  now: Date,
): WorkspaceFile['deletion'] {
  if (!deletedAt) return null
  const eraseAt = erasedAt ?? erasedFrom(deletedAt)
  return {
    at: deletedAt.toISOString(),
    eraseAt: eraseAt.toISOString(),
    isRestorable: !erasedAt && eraseAt > now,
  }
}

/** For the console: also records in the audit log that this operator viewed the workspace. @throws Refusal `not-found` */
export async function viewWorkspace(operator: Operator, workspaceId: number): Promise<WorkspaceFile> {
  const file = await workspaceFile(workspaceId)
  await recordView(operator, {
    verb: 'workspace.viewed',
    workspaceId,
    shown: { members: file.members.length, purchases: file.purchases.length },
  })
  return file
}

/**
 * How a workspace's balance was calculated, now or at the end of a day. Without links into the workspace, which operators
 * cannot access.
 */
export async function explainWorkspaceBalance(
  workspaceId: number,
  day: string | null,
  timeZone: string,
): Promise<BalanceExplanation> {
  const at = day === null ? undefined : new Date(endOfDay(day, timeZone)).toISOString()
  const explanation = await explainBalance(asReader(workspaceId), at)
  return { ...explanation, running: explanation.running.map((work) => ({ ...work, href: null })) }
}

type OpenHold = {
  id: string
  what: string
  who: string
  credits: number
  extraCredits: number
  rateVersion: number
  openedAt: string
  /** After this the sweep settles the hold, unless its work was resumed. */
  leaseUntil: string
}
type OpenHolds = { holds: OpenHold[]; count: number }

const MAX_HOLDS = 50

/** Credits reserved by running work (R13), oldest first, because operators look for the longest-running work. */
async function openHolds(workspaceId: number): Promise<OpenHolds> {
  const open = and(eq(creditHolds.workspaceId, workspaceId), eq(creditHolds.state, 0))
  const [rows, count] = await Promise.all([
    system()
      .select({ hold: creditHolds, name: users.name, email: users.email })
      .from(creditHolds)
      .leftJoin(users, eq(users.id, creditHolds.actorId))
      .where(open)
      .orderBy(asc(creditHolds.openedAt))
      .limit(MAX_HOLDS),
    system().$count(creditHolds, open),
  ])
  const holds = rows.map(({ hold, name, email }) => {
    const action = actionOfId(hold.action)
    return {
      id: hold.id,
      what: action ? actionLabels[action].label : 'Work',
      who: name || email || 'Market Trak',
      credits: hold.amount,
      extraCredits: hold.fromExtra,
      rateVersion: hold.rateVersion,
      openedAt: hold.openedAt.toISOString(),
      leaseUntil: hold.leaseUntil.toISOString(),
    }
  })
  return { holds, count }
}
