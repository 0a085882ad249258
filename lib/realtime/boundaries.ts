import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { log } from '@/lib/core/logging/log'

/** Changes within this time are read together: a busy workspace changes many times per second. */
const GATHER_MS = 250
/** The database decides what is due by its own clock, so the timer fires just after the boundary, never before. */
const MARGIN_MS = 20
/** A timer can't wait longer than 24 days. The boundary is read again after that. */
const LONGEST_MS = 20 * 86_400_000
const RETRY_MS = 5_000
/** Number of workspaces read in one query; the rest follow in the next turn. */
const MOST_WORKSPACES = 1_000

/** Milliseconds until the next boundary of each workspace; workspaces without one are left out. */
export type ReadBoundaries = (workspaceIds: readonly number[]) => Promise<ReadonlyMap<number, number>>

/**
 * Calls back when time alone changes the balance of a watched workspace: its cycle ends, extra credits expire, or a
 * trial or plan ends (R25). One timer per workspace, set to the next boundary in the database; nothing is polled and
 * nothing is written.
 */
export class Boundaries {
  /** By watched workspace; null while its boundary is unknown, or if it has none. */
  private readonly timers = new Map<number, NodeJS.Timeout | null>()
  private readonly stale = new Set<number>()
  private next: NodeJS.Timeout | null = null
  private isReading = false

  constructor(
    private readonly onBoundary: (workspaceId: number) => void,
    private readonly read: ReadBoundaries = readBoundaries,
  ) {}

  watch(workspaceId: number): void {
    if (this.timers.has(workspaceId)) return
    this.timers.set(workspaceId, null)
    this.refresh(workspaceId)
  }

  forget(workspaceId: number): void {
    clearTimeout(this.timers.get(workspaceId) ?? undefined)
    this.timers.delete(workspaceId)
    this.stale.delete(workspaceId)
  }

  /** The balance changed, so its boundary may have changed too. */
  refresh(workspaceId: number): void {
    if (!this.timers.has(workspaceId)) return
    this.stale.add(workspaceId)
    this.readIn(GATHER_MS)
  }

  close(): void {
    if (this.next) clearTimeout(this.next)
    this.next = null
    for (const id of [...this.timers.keys()]) this.forget(id)
  }

  private readIn(ms: number): void {
    if (this.isReading) return
    this.next ??= setTimeout(() => void this.readStale(), ms).unref()
  }

  private async readStale(): Promise<void> {
    this.next = null
    const ids = [...this.stale].slice(0, MOST_WORKSPACES)
    for (const id of ids) this.stale.delete(id)
    if (ids.length === 0) return
    let again = GATHER_MS
    this.isReading = true
    try {
      const found = await this.read(ids)
      for (const id of ids) this.arm(id, found.get(id) ?? null)
    } catch (error) {
      log.warn({ err: error }, 'the next balance changes of open pages could not be read')
      for (const id of ids) if (this.timers.has(id)) this.stale.add(id)
      again = RETRY_MS
    }
    this.isReading = false
    if (this.stale.size > 0) this.readIn(again)
  }

  private arm(id: number, untilMs: number | null): void {
    if (!this.timers.has(id)) return
    clearTimeout(this.timers.get(id) ?? undefined)
    if (untilMs === null) {
      this.timers.set(id, null)
      return
    }
    const isFar = untilMs > LONGEST_MS
    const due = () => (isFar ? this.refresh(id) : this.fire(id))
    this.timers.set(id, setTimeout(due, isFar ? LONGEST_MS : untilMs + MARGIN_MS).unref())
  }

  private fire(id: number): void {
    this.timers.set(id, null)
    this.onBoundary(id)
    // There may be several, such as extra credits that expire before the cycle ends.
    this.refresh(id)
  }
}

const readBoundaries: ReadBoundaries = async (workspaceIds) => {
  const rows = await system().execute<{ id: number; ms: number }>(sql`
    select a.workspace_id as id, (date_part('epoch', b.at - ${marketNow}) * 1000)::float8 as ms
    from credit_accounts a cross join lateral (
      select min(at) as at from (values (a.cycle_end), (a.next_lot_expiry), (a.spend_until)) as v(at)
      where at > ${marketNow}
    ) b
    where b.at is not null and a.workspace_id in ${[...workspaceIds]}`)
  return new Map(rows.map(({ id, ms }) => [id, Math.ceil(ms)]))
}
