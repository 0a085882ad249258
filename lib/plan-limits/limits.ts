import { and, eq, lte, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import {
  type LimitMetric,
  limitCounters,
  limitMetrics,
  limitReservations,
} from '@/db/schema/billing/plan-limits'
import { assert } from '@/lib/core/assert'

export type MetricUsage = { metric: LimitMetric; used: number; reserved: number }
export type LimitOutcome = { ok: true } | { ok: false; used: number }
export type ReserveOutcome = LimitOutcome | { ok: false; reused: true }

type Reservation = {
  workspaceId: number
  id: string
  metric: LimitMetric | null
  /** What the work is for: the ledger's number of the subject kind. */
  subjectKind: number
  cycleStart: Date
  units: number
  /** Null: counted but never refused (credits mode). */
  limit: number | null
  leaseUntil: Date
  /** Hash of the input; omitted if the id alone identifies it. */
  inputHash?: string
  /** An integration's own pairs (R50). */
  metadata?: Record<string, string> | null
}

/**
 * Counts work toward its limit before it starts. The same id returns the same reservation, or an error if the input
 * differs (R12).
 */
export async function reserveUnits(input: Reservation): Promise<ReserveOutcome> {
  const { workspaceId, id, metric, subjectKind, cycleStart, units, limit, leaseUntil } = input
  const inputHash = BigInt(input.inputHash ?? 0)
  const metadata = input.metadata ?? null
  return system().transaction(async (tx) => {
    // Lock the counter first: only the holder of the lock decides, also for the same id.
    const counter = metric === null ? null : await lockCounter(tx, workspaceId, cycleStart, metric)
    const [existing] = await tx.select().from(limitReservations).where(isReservation(workspaceId, id))
    if (existing) {
      const same = existing.inputHash === 0n || existing.inputHash === inputHash
      return same ? { ok: true as const } : { ok: false as const, reused: true }
    }
    if (counter && limit !== null && counter.used + counter.reserved + units > limit) {
      return { ok: false as const, used: counter.used + counter.reserved }
    }
    await tx.insert(limitReservations).values({
      workspaceId,
      id,
      inputHash,
      metric,
      subjectKind,
      cycleStart,
      units,
      state: 'open',
      leaseUntil,
      metadata,
    })
    if (metric !== null) await addTo(tx, workspaceId, cycleStart, metric, 0, units)
    return { ok: true as const }
  })
}

/**
 * Keeps the reservation of live work from being swept for another `leaseSeconds`. Settled reservations don't change.
 */
export async function renewUnits(workspaceId: number, id: string, leaseSeconds: number): Promise<void> {
  const until = sql`${marketNow} + make_interval(secs => ${leaseSeconds})`
  await system()
    .update(limitReservations)
    .set({ leaseUntil: sql`greatest(${limitReservations.leaseUntil}, ${until})` })
    .where(and(isReservation(workspaceId, id), eq(limitReservations.state, 'open')))
}

/**
 * Settles a reservation with the delivered units; 0 releases it. Returns false if there is no such reservation, or if
 * it was renewed and only a lapsed one was meant.
 */
export async function settleUnits(
  workspaceId: number,
  id: string,
  deliveredUnits: number,
  { onlyIfLapsed = false } = {},
): Promise<boolean> {
  return system().transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(limitReservations)
      .where(
        and(
          isReservation(workspaceId, id),
          onlyIfLapsed ? lte(limitReservations.leaseUntil, marketNow) : undefined,
        ),
      )
      .for('update')
    if (!found) return false
    if (found.state !== 'open') return true
    assert(deliveredUnits <= found.units, 'no more units are counted than were reserved')
    await tx
      .update(limitReservations)
      .set({ state: deliveredUnits > 0 ? 'captured' : 'released' })
      .where(isReservation(workspaceId, id))
    if (found.metric)
      await addTo(tx, workspaceId, found.cycleStart, found.metric, deliveredUnits, -found.units)
    return true
  })
}

/** Counts delivered work no longer, because it turned out to be broken. Does nothing if it was not counted. Safe to repeat. */
export async function giveBackUnits(workspaceId: number, id: string): Promise<void> {
  await system().transaction(async (tx) => {
    const [given] = await tx
      .update(limitReservations)
      .set({ state: 'released' })
      .where(and(isReservation(workspaceId, id), eq(limitReservations.state, 'captured')))
      .returning()
    if (given?.metric) await addTo(tx, workspaceId, given.cycleStart, given.metric, -given.units, 0)
  })
}

type Delivered = { id: string; subjectKind: number; units: number }

/** Counts delivered work, each piece once however often this is repeated. Never refuses. */
export async function countDelivered(
  { workspaceId, metric, cycleStart }: { workspaceId: number; metric: LimitMetric; cycleStart: Date },
  delivered: readonly Delivered[],
): Promise<void> {
  await system().transaction(async (tx) => {
    await lockCounter(tx, workspaceId, cycleStart, metric)
    const added = await tx
      .insert(limitReservations)
      .values(
        delivered.map((work) => ({
          ...work,
          workspaceId,
          metric,
          cycleStart,
          state: 'captured' as const,
          leaseUntil: marketNow,
        })),
      )
      .onConflictDoNothing()
      .returning({ units: limitReservations.units })
    const units = added.reduce((sum, work) => sum + work.units, 0)
    if (units > 0) await addTo(tx, workspaceId, cycleStart, metric, units, 0)
  })
}

type Count = Pick<Reservation, 'workspaceId' | 'cycleStart' | 'units' | 'limit'> & { metric: LimitMetric }

/** Counts rows stored in the same transaction. No reservation is needed, since both happen or neither does. */
export async function countUnits(tx: Queryable, count: Count): Promise<LimitOutcome> {
  const { workspaceId, metric, cycleStart, units, limit } = count
  const { used, reserved } = await lockCounter(tx, workspaceId, cycleStart, metric)
  if (limit !== null && used + reserved + units > limit) return { ok: false, used: used + reserved }
  await addTo(tx, workspaceId, cycleStart, metric, units, 0)
  return { ok: true }
}

/** A cycle's usage of each metric. */
export async function readLimitUse(
  db: Queryable,
  workspaceId: number,
  cycleStart: Date,
): Promise<MetricUsage[]> {
  const { metric, used, reserved } = limitCounters
  return limitUseOf(
    await db
      .select({ metric, used, reserved })
      .from(limitCounters)
      .where(and(eq(limitCounters.workspaceId, workspaceId), eq(limitCounters.cycleStart, cycleStart))),
  )
}

/** The same from a cycle's counters. */
export function limitUseOf(counters: readonly MetricUsage[]): MetricUsage[] {
  return limitMetrics.map((metric) => {
    const found = counters.find((candidate) => candidate.metric === metric)
    return { metric, used: found?.used ?? 0, reserved: found?.reserved ?? 0 }
  })
}

const isReservation = (workspaceId: number, id: string) =>
  and(eq(limitReservations.workspaceId, workspaceId), eq(limitReservations.id, id))

const isCounter = (workspaceId: number, cycleStart: Date, metric: LimitMetric) =>
  and(
    eq(limitCounters.workspaceId, workspaceId),
    eq(limitCounters.cycleStart, cycleStart),
    eq(limitCounters.metric, metric),
  )

async function lockCounter(tx: Queryable, workspaceId: number, cycleStart: Date, metric: LimitMetric) {
  await tx.insert(limitCounters).values({ workspaceId, cycleStart, metric }).onConflictDoNothing()
  const [counter] = await tx
    .select()
    .from(limitCounters)
    .where(isCounter(workspaceId, cycleStart, metric))
    .for('update')
  assert(counter, 'the counter was just created')
  return counter
}

async function addTo(
  tx: Queryable,
  workspaceId: number,
  cycleStart: Date,
  metric: LimitMetric,
  used: number,
  reserved: number,
): Promise<void> {
  await tx
    .update(limitCounters)
    .set({
      used: sql`${limitCounters.used} + ${used}`,
      reserved: sql`${limitCounters.reserved} + ${reserved}`,
    })
    .where(isCounter(workspaceId, cycleStart, metric))
}
