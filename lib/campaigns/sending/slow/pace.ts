import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'

/** How often a run asks for its share of the pace. */
const BATCHES_PER_SECOND = 5

/** A turn later than this passes unused. Otherwise a process that stood still would send all turns it missed at once. */
const MAX_LATE_MS = 1_000

export type Pace = {
  /**
   * Waits for the turn of the next email. A turn that was missed is replaced by a new one. Returns false if the worker is
   * shutting down.
   */
  takeTurn(signal?: AbortSignal): Promise<boolean>
}

/**
 * The pace of one mail server, shared by the workers of all processes: each run reserves a few turns at a time, one after
 * the other. Turns that a dead run had reserved pass unused.
 */
export function openPace(server: string, perSecond: number): Pace {
  if (perSecond <= 0) return { takeTurn: async (signal) => !signal?.aborted }
  const size = Math.max(1, Math.floor(perSecond / BATCHES_PER_SECOND))
  const gapMs = 1_000 / perSecond
  let turns: number[] = []
  let reserving: Promise<void> | null = null

  async function reserve(): Promise<void> {
    const seconds = size / perSecond
    const [row] = await system().execute<{ wait_ms: number }>(sql`
      insert into mail_pace as p (server, next_at)
      values (${server}, clock_timestamp() + make_interval(secs => ${seconds}))
      on conflict (server) do update
        set next_at = greatest(p.next_at, clock_timestamp()) + make_interval(secs => ${seconds})
      returning (extract(epoch from next_at - clock_timestamp() - make_interval(secs => ${seconds})) * 1000)::float8
        as wait_ms`)
    const start = performance.now() + Math.max(0, row?.wait_ms ?? 0)
    turns = Array.from({ length: size }, (_, i) => start + i * gapMs)
  }

  async function nextTurn(): Promise<number> {
    for (;;) {
      const turn = turns.shift()
      if (turn !== undefined) return turn
      reserving ??= reserve().finally(() => {
        reserving = null
      })
      await reserving
    }
  }

  return {
    async takeTurn(signal) {
      for (;;) {
        const turn = await nextTurn()
        const waitMs = turn - performance.now()
        if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => {})
        if (signal?.aborted) return false
        if (performance.now() - turn <= MAX_LATE_MS) return true
      }
    },
  }
}
