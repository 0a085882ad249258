import { eq, sql } from 'drizzle-orm'
import { type Queryable, readInWorkspace } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import { creditHolds, creditLots, limitCounters, plans, subscriptions, workspaces } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { holdStates } from '@/lib/credits/model'
import { accountFields, accountTable, machineTime, readApplied } from '@/lib/credits/read/read'

/** A workspace's account with its plan and what is counted in its cycle, all of one moment. */
export type WorkspaceCredits = Awaited<ReturnType<typeof storedCredits>>

/**
 * One statement for what every page of a workspace needs. Parts of a page that read it in the same turn share it (`readInWorkspace`). A
 * cycle that has ended is applied first (R14).
 */
export function readCredits(workspaceId: number): Promise<WorkspaceCredits> {
  return readApplied(workspaceId, () => readInWorkspace(workspaceId, storedCredits))
}

async function storedCredits(tx: Queryable, workspaceId: number) {
  const [row] = await readRow(tx, { workspaceId })
  assert(row, `workspace ${workspaceId} has a credit account and a subscription`)
  return row
}

type Counter = Pick<typeof limitCounters.$inferSelect, 'metric' | 'used' | 'reserved'>

const readRow = preparedRead((db, given: Given<'workspaceId'>) => {
  const { due, ...account } = accountFields
  const { cycleStart, extraUsed } = accountTable
  const { status, interval, quantity, unfundedReason } = subscriptions
  const { trialEndsAt, currentPeriodEnd, cancelAtPeriodEnd } = subscriptions
  const workspaceId = given('workspaceId')
  return db
    .select({
      due,
      account,
      machineAt: machineTime,
      workspace: { name: workspaces.name, timeZone: workspaces.timeZone },
      subscription: {
        ...{ status, interval, quantity, unfundedReason },
        ...{ trialEndsAt, currentPeriodEnd, cancelAtPeriodEnd },
      },
      plan: plans,
      /** When the first of the extra credits that are left expire. */
      lotEndsAt: sql<string | null>`(select min(l.expires_at) from ${creditLots} l
        where l.workspace_id = ${workspaceId} and l.to_credit > ${extraUsed})`,
      /** Held by work from earlier cycles, which is not part of this cycle's credits. Matches the partial index of open holds. */
      heldBefore: sql<number>`(select coalesce(sum(h.amount), 0)::int from ${creditHolds} h
        where h.workspace_id = ${workspaceId} and h.state = ${sql.raw(String(holdStates.open))}
          and h.cycle_start < ${cycleStart})`,
      counters: sql<
        Counter[] | null
      >`(select json_agg(json_build_object('metric', u.metric, 'used', u.used, 'reserved', u.reserved))
        from ${limitCounters} u where u.workspace_id = ${workspaceId} and u.cycle_start = ${cycleStart})`,
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .innerJoin(workspaces, eq(workspaces.id, subscriptions.workspaceId))
    .innerJoin(accountTable, eq(accountTable.workspaceId, subscriptions.workspaceId))
    .where(eq(subscriptions.workspaceId, workspaceId))
})
