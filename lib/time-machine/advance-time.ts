import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { type Env, env } from '@/lib/core/settings/env'
import { enqueue } from '@/lib/jobs/queue'
import { type QueueName, queues } from '@/lib/jobs/queues'
import { announceBalanceChange } from '@/lib/realtime/announce'
import { listStops } from './list-stops.ts'
import { runDueWork } from './run-due-work.ts'
import { hasTimeMachine, readTimeMachine, syncStripeClock } from './time-machine.ts'

export const timeSteps = ['day', 'week', 'next'] as const
type TimeStep = (typeof timeSteps)[number]

const DAY_SECONDS = 86_400
/** Long enough for the renewal to be charged, because Stripe charges it automatically after an hour. */
const AFTER_NEXT_SECONDS = 2 * 3_600
/** The longest wait for emails and posts sent during one move. */
const LONGEST_WAIT_MS = 20_000
const MAX_SKIPPED_SECONDS = 5 * 366 * DAY_SECONDS

type Input = {
  step: TimeStep
  /** As shown to the person. If two people click, or one clicks twice, time moves once. */
  seenSkippedSeconds: number
}

/**
 * Moves time forward for the product and the local Stripe together. It stops at each day and at each time for which
 * something is scheduled, so that things happen when they are due. Then it starts the jobs that are due.
 * @throws Refusal `time.fixed`, `time.far`
 */
export async function advanceTime(
  ctx: WorkspaceContext,
  { step, seenSkippedSeconds }: Input,
  settings: Pick<Env, 'APP_ENV' | 'STRIPE_API_BASE'> = env(),
): Promise<{ moved: boolean; now: Date }> {
  if (!hasTimeMachine(settings)) throw new Refusal('time.fixed', 'The clock can only be moved in the demo.')
  const skipped = seenSkippedSeconds + (await secondsOf(ctx, step))
  if (skipped > MAX_SKIPPED_SECONDS)
    throw new Refusal(
      'time.far',
      'The demo clock can be at most five years ahead. Reset the demo to go back.',
    )
  const moved = await skipInStops(seenSkippedSeconds, skipped)
  await syncStripeClock()
  await startDueJobs()
  await refreshAllPages()
  return { moved, now: await readMarketNow() }
}

async function secondsOf(ctx: WorkspaceContext, step: TimeStep): Promise<number> {
  if (step === 'day') return DAY_SECONDS
  if (step === 'week') return 7 * DAY_SECONDS
  const machine = await readTimeMachine(ctx)
  if (!machine) throw new Refusal('time.fixed', 'The clock can only be moved in the demo.')
  const untilMs = Date.parse(machine.next.at) - Date.parse(machine.now)
  return Math.ceil(untilMs / 1_000) + AFTER_NEXT_SECONDS
}

/** Moves to `untilSeconds` one stop at a time. False if someone else moved time since this person saw it. */
async function skipInStops(fromSeconds: number, untilSeconds: number): Promise<boolean> {
  let [at, waitMs] = [fromSeconds, LONGEST_WAIT_MS]
  for (const stop of await listStops(fromSeconds, untilSeconds)) {
    if (!(await skipTo(stop, at))) return at !== fromSeconds
    at = stop
    if (stop !== untilSeconds) waitMs -= await runDueWork(waitMs)
  }
  return true
}

async function skipTo(seconds: number, seenSeconds: number): Promise<boolean> {
  const db = system()
  await db.execute(sql`insert into time_machine default values on conflict do nothing`)
  const rows = await db.execute(sql`
    update time_machine set offset_seconds = ${seconds} where offset_seconds = ${seenSeconds} returning 1`)
  return rows.length > 0
}

/** Cron schedules follow the machine's time, so they don't start on their own. */
async function startDueJobs(): Promise<void> {
  for (const name of Object.keys(queues) as QueueName[])
    if (queues[name].cron && !queues[name].notAtStart) await enqueue(name, {} as never)
}

/** Cycles can have ended in all workspaces without any balance being written. */
async function refreshAllPages(): Promise<void> {
  for (const { id } of await system().select({ id: workspaces.id }).from(workspaces))
    announceBalanceChange(id)
}
