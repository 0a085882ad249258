import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'

/** Longer than any change of a plan takes. A process that dies gives its turn back by then. */
const LEASE_SECONDS = 60
const MAX_WAIT_MS = 20_000
const ASK_EVERY_MS = 150

type Workspace = { workspaceId: number }
type Turn = { maxWaitMs?: number }

/**
 * Runs one change of a workspace's plan at a time, across all processes: each reads from Stripe what the one before it
 * left, so it can say what happened. The turn is a lease in a row and not a lock, since no connection may be held
 * while Stripe is asked.
 * @throws Refusal `plan.busy`
 */
export async function withPlanLock<T>(
  { workspaceId }: Workspace,
  change: () => Promise<T>,
  { maxWaitMs = MAX_WAIT_MS }: Turn = {},
): Promise<T> {
  const turn = randomUUID()
  const giveUpAt = performance.now() + maxWaitMs
  while (!(await take(workspaceId, turn))) {
    if (performance.now() >= giveUpAt)
      throw new Refusal(
        'plan.busy',
        'Someone is changing this plan right now. Nothing was changed or charged by your request. Reload the page in a minute, check the plan, and try again.',
      )
    await wait(ASK_EVERY_MS)
  }
  try {
    return await change()
  } finally {
    // Not given back it ends by itself, and what was done stays done.
    await giveBack(workspaceId, turn).catch((error) =>
      log.error({ err: error, workspaceId }, 'could not give back the turn to change a plan'),
    )
  }
}

/** The database's own clock: a lease lasts as long whatever day the product's clock shows. */
async function take(workspaceId: number, turn: string): Promise<boolean> {
  const taken = await system()
    .update(subscriptions)
    .set({
      changingBy: turn,
      changingUntil: sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where(
      and(
        eq(subscriptions.workspaceId, workspaceId),
        or(isNull(subscriptions.changingUntil), lt(subscriptions.changingUntil, sql`clock_timestamp()`)),
      ),
    )
    .returning({ id: subscriptions.workspaceId })
  return taken.length > 0
}

async function giveBack(workspaceId: number, turn: string): Promise<void> {
  await system()
    .update(subscriptions)
    .set({ changingBy: null, changingUntil: null })
    .where(and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.changingBy, turn)))
}
