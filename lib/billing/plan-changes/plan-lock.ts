import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'

/** Longer than any plan change takes. The lock of a crashed process expires after this. */
const LEASE_SECONDS = 60
const MAX_WAIT_MS = 20_000
const ASK_EVERY_MS = 150

type Workspace = { workspaceId: number }
type Turn = { maxWaitMs?: number }

/**
 * Runs one plan change of a workspace at a time, across all processes: each reads the state that the previous one left
 * in Stripe. The lock is a lease stored in a row, not a database lock, because no connection may be held during a request
 * to Stripe.
 * @throws Refusal `plan.busy`
 */
export async function withPlanLock<T>(
  { workspaceId }: Workspace,
  change: () => Promise<T>,
  { maxWaitMs = MAX_WAIT_MS }: Turn = {},
): Promise<T> {
  const turn = randomUUID()
  const giveUpAt = performance.now() + maxWaitMs
  while (!(await acquire(workspaceId, turn))) {
    if (performance.now() >= giveUpAt)
      throw new Refusal(
        'plan.busy',
        'Someone else is changing this plan right now. Your request changed nothing, and you weren’t charged. Reload the page in a minute and try again.',
      )
    await wait(ASK_EVERY_MS)
  }
  try {
    return await change()
  } finally {
    // A lock that is not released expires, and the change itself is done.
    await release(workspaceId, turn).catch((error) =>
      log.error({ err: error, workspaceId }, 'could not release the plan lock'),
    )
  }
}

/** Uses the database clock: the lease does not depend on the product's clock. Each statement is its own transaction. */
async function acquire(workspaceId: number, turn: string): Promise<boolean> {
  const taken = await system()
    .update(subscriptions)
    .set({
      changingBy: turn,
      changingUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where(
      and(
        eq(subscriptions.workspaceId, workspaceId),
        or(isNull(subscriptions.changingUntil), lt(subscriptions.changingUntil, sql`now()`)),
      ),
    )
    .returning({ id: subscriptions.workspaceId })
  return taken.length > 0
}

async function release(workspaceId: number, turn: string): Promise<void> {
  await system()
    .update(subscriptions)
    .set({ changingBy: null, changingUntil: null })
    .where(and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.changingBy, turn)))
}
