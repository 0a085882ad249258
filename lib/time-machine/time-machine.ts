import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { preparedRead } from '@/db/connections/prepared-read'
import { marketNow } from '@/db/product-time'
import { readCredits } from '@/lib/billing/read-credits'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { isDemo } from '@/lib/core/settings/demo'
import { type Env, env } from '@/lib/core/settings/env'
import { machineTime } from '@/lib/credits/read/read'

/** The product's time, and how far it is ahead of the machine's. Time only moves if that is still current. */
export type DemoClock = { now: string; skippedSeconds: number }

/** The demo clock with what it can skip to, as plain data. */
export type TimeMachine = DemoClock & {
  /** The workspace's next event: its reset, or the end of its trial or plan. */
  next: { kind: 'reset' | 'end'; at: string }
}

/** Only in the demo with the local Stripe, because the real Stripe's clock can't be moved. */
export function hasTimeMachine(settings: Pick<Env, 'APP_ENV' | 'STRIPE_API_BASE'> = env()): boolean {
  return isDemo(settings) && settings.STRIPE_API_BASE !== undefined
}

/** Null if time can't be moved. */
export async function readTimeMachine({ workspaceId }: WorkspaceContext): Promise<TimeMachine | null> {
  if (!hasTimeMachine()) return null
  const { account, machineAt } = await readCredits(workspaceId)
  const { at, cycleEnd, spendUntil } = account
  const ends = spendUntil !== null && spendUntil > at && spendUntil <= cycleEnd
  return {
    ...clockOf({ at, machineAt }),
    next: ends
      ? { kind: 'end', at: new Date(spendUntil).toISOString() }
      : { kind: 'reset', at: new Date(cycleEnd).toISOString() },
  }
}

export async function readDemoClock(): Promise<DemoClock> {
  const [row] = await readClock(system(), {})
  assert(row, 'the database has a time')
  return clockOf(row)
}

type Times = { at: number; machineAt: number }

/** The clock moves by whole seconds (db/migrations/0018_product_clock.sql). */
const clockOf = ({ at, machineAt }: Times): DemoClock => ({
  now: new Date(at).toISOString(),
  skippedSeconds: Math.round((at - machineAt) / 1_000),
})

const readClock = preparedRead((db) =>
  db.execute<Times>(sql`select date_part('epoch', ${marketNow}) * 1000 as at, ${machineTime} as "machineAt"`),
)

const TIMEOUT_MS = 30_000

/**
 * Sets the local Stripe's clock to the product's time. Everything that is due there in between happens. It receives the
 * total offset and only moves forward, so repeating it is safe, and an interrupted move is completed by the next call.
 */
export async function syncStripeClock(): Promise<void> {
  if (!hasTimeMachine()) return
  const { skippedSeconds } = await readDemoClock()
  if (skippedSeconds === 0) return
  const response = await fetch(`${env().STRIPE_API_BASE}/_local/clock/skip`, {
    method: 'POST',
    body: JSON.stringify({ skippedSeconds }),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!response.ok) throw new Error(`the local Stripe did not follow in time: ${response.status}`)
}
