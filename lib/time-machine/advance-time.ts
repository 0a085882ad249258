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
import { followTime } from './follow-time.ts'
import { playMoment } from './play-moment.ts'
import { stopsBetween } from './stops-between.ts'
import { hasTimeMachine, readTimeMachine } from './time-machine.ts'

export const timeSteps = ['day', 'week', 'next'] as const
type TimeStep = (typeof timeSteps)[number]

const DAY_SECONDS = 86_400
/** Long enough that the renewal has been charged, whoever did it: after an hour Stripe does so by itself. */
const AFTER_NEXT_SECONDS = 2 * 3_600
/** For what goes out on the way, in one move. */
const LONGEST_WAIT_MS = 20_000
const MOST_SKIPPED_SECONDS = 5 * 366 * DAY_SECONDS

type Input = {
  step: TimeStep
  /** As the person saw it. Two who press at once, or one who presses twice, move time once. */
  seenSkippedSeconds: number
}

/**
 * Moves time on for the product and the local Stripe together. On the way it stops at each day and at each moment for
 * which something is scheduled, so that things happen when they are due; then it starts the jobs that are due by then.
 * @throws Refusal `time.fixed`, `time.far`
 */
export async function advanceTime(
  ctx: WorkspaceContext,
  { step, seenSkippedSeconds }: Input,
  settings: Pick<Env, 'APP_ENV' | 'STRIPE_API_BASE'> = env(),
): Promise<{ moved: boolean; now: Date }> {
  if (!hasTimeMachine(settings)) throw new Refusal('time.fixed', 'Time can be moved in the demo only.')
  const skipped = seenSkippedSeconds + (await secondsOf(ctx, step))
  if (skipped > MOST_SKIPPED_SECONDS)
    throw new Refusal('time.far', 'The demo goes five years ahead at most. Start it afresh to go back.')
  const moved = await playDays(seenSkippedSeconds, skipped)
  await followTime()
  await startDueJobs()
  await redrawEveryPage()
  return { moved, now: await readMarketNow() }
}

async function secondsOf(ctx: WorkspaceContext, step: TimeStep): Promise<number> {
  if (step === 'day') return DAY_SECONDS
  if (step === 'week') return 7 * DAY_SECONDS
  const machine = await readTimeMachine(ctx)
  if (!machine) throw new Refusal('time.fixed', 'Time can be moved in the demo only.')
  const untilMs = Date.parse(machine.next.at) - Date.parse(machine.now)
  return Math.ceil(untilMs / 1_000) + AFTER_NEXT_SECONDS
}

/** Goes to `untilSeconds` one stop at a time. False when someone else moved time since this person saw it. */
async function playDays(fromSeconds: number, untilSeconds: number): Promise<boolean> {
  let [at, waitMs] = [fromSeconds, LONGEST_WAIT_MS]
  for (const stop of await stopsBetween(fromSeconds, untilSeconds)) {
    if (!(await skipTo(stop, at))) return at !== fromSeconds
    at = stop
    if (stop !== untilSeconds) waitMs -= await playMoment(waitMs)
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

/** Their schedules go by the machine's time. */
async function startDueJobs(): Promise<void> {
  for (const name of Object.keys(queues) as QueueName[])
    if (queues[name].cron && !queues[name].notAtStart) await enqueue(name, {} as never)
}

/** Cycles may have ended everywhere at once, without anybody having written a balance. */
async function redrawEveryPage(): Promise<void> {
  for (const { id } of await system().select({ id: workspaces.id }).from(workspaces))
    announceBalanceChange(id)
}
