import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { isDemo } from '@/lib/core/settings/demo'
import { type Env, env } from '@/lib/core/settings/env'
import { readAccount } from '@/lib/credits/read/read'

/** What the demo shows of its clock: plain data. */
export type TimeMachine = {
  /** The product's time. */
  now: string
  /** How far it is ahead of the machine's. What the person saw: time moves only if it is still so. */
  skippedSeconds: number
  /** What comes next for this workspace: its reset, or the end of its trial or plan. */
  next: { kind: 'reset' | 'end'; at: string }
}

/** Only the demo has one, and only beside the local Stripe: the real one does not follow. */
export function hasTimeMachine(settings: Pick<Env, 'APP_ENV' | 'STRIPE_API_BASE'> = env()): boolean {
  return isDemo(settings) && settings.STRIPE_API_BASE !== undefined
}

/** Null where time cannot be moved. */
export async function readTimeMachine({ workspaceId }: WorkspaceContext): Promise<TimeMachine | null> {
  if (!hasTimeMachine()) return null
  const [{ at, cycleEnd, spendUntil }, seconds] = await Promise.all([
    readAccount(workspaceId),
    skippedSeconds(),
  ])
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
