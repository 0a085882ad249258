import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
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
  const rows = await system().execute<{ seconds: string }>(
    sql`select offset_seconds as seconds from time_machine`,
  )
  return Number(rows[0]?.seconds ?? 0)
}
