import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { preparedRead } from '@/db/connections/prepared-read'
import type { WorkspaceContext } from '@/lib/core/context'
import { isDemo } from '@/lib/core/settings/demo'
import { type Env, env } from '@/lib/core/settings/env'
import { readAccount } from '@/lib/credits/read/read'

/** The demo clock as plain data. */
export type TimeMachine = {
  /** The product's time. */
  now: string
  /** How far it is ahead of the machine's time. Time only moves if this is still current. */
  skippedSeconds: number
  /** The workspace's next event: its reset, or the end of its trial or plan. */
  next: { kind: 'reset' | 'end'; at: string }
}

/** Only in the demo with the local Stripe, because the real Stripe's clock can't be moved. */
export function hasTimeMachine(settings: Pick<Env, 'APP_ENV' | 'STRIPE_API_BASE'> = env()): boolean {
  return isDemo(settings) && settings.STRIPE_API_BASE !== undefined
}

/** Null if time can't be moved. `readSkipped` lets the parts of a page share one read. */
export async function readTimeMachine(
  { workspaceId }: WorkspaceContext,
  readSkipped = skippedSeconds,
): Promise<TimeMachine | null> {
  if (!hasTimeMachine()) return null
  const [{ at, cycleEnd, spendUntil }, seconds] = await Promise.all([readAccount(workspaceId), readSkipped()])
  const ends = spendUntil !== null && spendUntil > at && spendUntil <= cycleEnd
  return {
    now: new Date(at).toISOString(),
    skippedSeconds: seconds,
    next: ends
      ? { kind: 'end', at: new Date(spendUntil).toISOString() }
      : { kind: 'reset', at: new Date(cycleEnd).toISOString() },
  }
}

export async function skippedSeconds(): Promise<number> {
  const rows = await readOffset(system(), {})
  return Number(rows[0]?.seconds ?? 0)
}

const readOffset = preparedRead((db) =>
  db.execute<{ seconds: string }>(sql`select offset_seconds as seconds from time_machine`),
)

const TIMEOUT_MS = 30_000

/**
 * Sets the local Stripe's clock to the product's time. Everything that is due there in between happens. It receives the
 * total offset and only moves forward, so repeating it is safe, and an interrupted move is completed by the next call.
 */
export async function syncStripeClock(): Promise<void> {
  if (!hasTimeMachine()) return
  const seconds = await skippedSeconds()
  if (seconds === 0) return
  const response = await fetch(`${env().STRIPE_API_BASE}/_local/clock/skip`, {
    method: 'POST',
    body: JSON.stringify({ skippedSeconds: seconds }),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!response.ok) throw new Error(`the local Stripe did not follow in time: ${response.status}`)
}
