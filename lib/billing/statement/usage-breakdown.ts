import { and, desc, eq, sql } from 'drizzle-orm'
import { type Queryable, readInWorkspace } from '@/db/client'
import { creditCycles, creditUsage } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import { type ActionKey, actionIds, actionOfId } from '@/lib/credits/shared/actions'
import { actorName, getActorNames } from './entries/actor-names.ts'

/** Credit usage from the rollup, never from the entries, so it costs the same at any length of history. */

export type UsageCycle = { start: string; end: string; current: boolean }
type UsageSum = { credits: number; times: number }
type UsageByDay = UsageSum & { day: string; action: ActionKey; label: string }
type UsageByAction = UsageSum & {
  action: ActionKey
  label: string
  feature: string
  units: number
  unit: string
}
type UsageByMember = UsageSum & { memberId: number; name: string }
type UsageByFeature = UsageSum & { feature: string }

export type UsageBreakdown = {
  cycle: UsageCycle
  /** The cycles that `getUsageBreakdown` accepts, newest first, including the current one. */
  cycles: UsageCycle[]
  total: UsageSum
  byDay: UsageByDay[]
  byAction: UsageByAction[]
  byMember: UsageByMember[]
  byFeature: UsageByFeature[]
}

const MOST_CYCLES = 24

/** The usage of a cycle: the current one, or the one that started at `cycleStart`. */
export async function getUsageBreakdown(
  ctx: Pick<WorkspaceContext, 'workspaceId'>,
  cycleStart?: string,
): Promise<UsageBreakdown> {
  const account = await readAccount(ctx.workspaceId)
  return readInWorkspace(ctx.workspaceId, async (tx) => {
    const current = { start: iso(account.cycleStart), end: iso(account.cycleEnd), current: true }
    const cycles = await allCycles(tx, ctx.workspaceId, account)
    const requested = cycleStart && cycles.find((cycle) => Date.parse(cycle.start) === Date.parse(cycleStart))
    const cycle = requested || current
    const rows = await sumsOf(tx, ctx.workspaceId, cycle.start)
    const names = await getActorNames(
      tx,
      ctx.workspaceId,
      rows.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])),
    )
    return { cycle, cycles, ...arrange(rows, names) }
  })
}

const iso = (ms: number) => new Date(ms).toISOString()

/** A day of a cycle, as YYYY-MM-DD in the workspace's time zone, or an action, or both. */
export type UsageSelection = { day?: string; action?: ActionKey }
export type SelectedUsage = Pick<UsageBreakdown, 'total' | 'byAction' | 'byMember' | 'byFeature'>

/** The usage of one day, one action, or one action on one day of a cycle. */
export async function getSelectedUsage(
  ctx: Pick<WorkspaceContext, 'workspaceId'>,
  cycleStart: string,
  selection: UsageSelection,
): Promise<SelectedUsage> {
  return readInWorkspace(ctx.workspaceId, async (tx) => {
    const rows = await sumsOf(tx, ctx.workspaceId, cycleStart, selection)
    const actors = rows.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]))
    const { byDay: _, ...selected } = arrange(rows, await getActorNames(tx, ctx.workspaceId, actors))
    return selected
  })
}

/** The cycles of a workspace, newest first, including the current one. */
export async function listUsageCycles(ctx: Pick<WorkspaceContext, 'workspaceId'>): Promise<UsageCycle[]> {
  const account = await readAccount(ctx.workspaceId)
  return readInWorkspace(ctx.workspaceId, (tx) => allCycles(tx, ctx.workspaceId, account))
}

async function allCycles(
  tx: Queryable,
  workspaceId: number,
  { cycleStart, cycleEnd }: { cycleStart: number; cycleEnd: number },
): Promise<UsageCycle[]> {
  const begun = await cyclesOf(tx, workspaceId, cycleStart)
  // A cycle without entries is not recorded yet.
  if (begun.some((cycle) => cycle.current)) return begun
  return [{ start: iso(cycleStart), end: iso(cycleEnd), current: true }, ...begun]
}

async function cyclesOf(tx: Queryable, workspaceId: number, currentStart: number): Promise<UsageCycle[]> {
  const rows = await tx
    .select({ start: creditCycles.cycleStart, end: creditCycles.cycleEnd })
    .from(creditCycles)
    .where(eq(creditCycles.workspaceId, workspaceId))
    .orderBy(desc(creditCycles.firstSeq))
    .limit(MOST_CYCLES)
  const byStart = new Map(rows.toReversed().map((row) => [row.start.getTime(), row]))
  return [...byStart.values()].toReversed().map(({ start, end }) => ({
    start: start.toISOString(),
    end: end.toISOString(),
    current: start.getTime() === currentStart,
  }))
}

type UsageRow = {
  /** Null in sums over all days; the same applies to `action` and `actorId`. */
  day: string | null
  action: number | null
  actorId: number | null
  credits: number
  times: number
  units: number
}

async function sumsOf(
  tx: Queryable,
  workspaceId: number,
  cycleStart: string,
  selection: UsageSelection = {},
): Promise<UsageRow[]> {
  const { day, action, actorId, credits, times, units } = creditUsage
  return tx
    .select({
      day: sql<string | null>`${day}::text`,
      action: sql<number | null>`${action}`,
      actorId: sql<number | null>`${actorId}`,
      credits: sql<number>`sum(${credits})::float8`,
      times: sql<number>`sum(${times})::float8`,
      units: sql<number>`sum(${units})::float8`,
    })
    .from(creditUsage)
    .where(
      and(
        eq(creditUsage.workspaceId, workspaceId),
        eq(creditUsage.cycleStart, new Date(cycleStart)),
        selection.day === undefined ? undefined : eq(day, selection.day),
        selection.action === undefined ? undefined : eq(action, actionIds[selection.action]),
      ),
    )
    .groupBy(sql`grouping sets ((${day}, ${action}), (${action}), (${actorId}))`)
    .orderBy(sql`${day}, sum(${credits}) desc, ${action}, ${actorId}`)
}

/** Arranges the sums into tables. Pure. */
function arrange(
  rows: readonly UsageRow[],
  names: ReadonlyMap<number, string>,
): Omit<UsageBreakdown, 'cycle' | 'cycles'> {
  const byDay: UsageByDay[] = []
  const byAction: UsageByAction[] = []
  const byMember: UsageByMember[] = []
  const features = new Map<string, UsageByFeature>()
  for (const { day, action: id, actorId, credits, times, units } of rows) {
    const action = id === null ? null : actionOfId(id)
    if (actorId !== null) {
      byMember.push({ memberId: actorId, name: actorName(actorId, names), credits, times })
    } else if (action && day !== null) {
      byDay.push({ day, action, label: actionLabels[action].label, credits, times })
    } else if (action) {
      const { label, feature, unit } = actionLabels[action]
      byAction.push({ action, label, feature, unit, units, credits, times })
      const sum = features.get(feature) ?? { feature, credits: 0, times: 0 }
      features.set(feature, { feature, credits: sum.credits + credits, times: sum.times + times })
    }
  }
  const total = byMember.reduce(
    (sum, { credits, times }) => ({ credits: sum.credits + credits, times: sum.times + times }),
    { credits: 0, times: 0 },
  )
  const byFeature = [...features.values()].toSorted((a, b) => b.credits - a.credits)
  return { total, byDay, byAction, byMember, byFeature }
}
