import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { disconnect, system } from '@/db/client'
import { operatorAdjustments, operatorEvents, users } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import type { Scheduled } from './approvals/request-change'
import { type Operator, operatorOf } from './operator'

/** Scenario builders for the database tests of the console. */

export let ann: Operator
export let ben: Operator
/** A workspace on Growth with its full allowance, new for each test. */
export let ctx: Awaited<ReturnType<typeof makeSubscriber>>

/** Two operators, and a new workspace for each test of the file. */
export function setUpOperators(): void {
  setTestEnv({ OPERATOR_EMAILS: 'ann@trak.test, Ben@trak.test', OPERATOR_FOUR_EYES_CREDITS: '1000' })

  beforeAll(async () => {
    const made = await system()
      .insert(users)
      .values([{ email: 'ann@trak.test' }, { email: 'ben@trak.test' }])
      .returning()
    const [first, second] = made.map((user) => operatorOf(user))
    if (!first || !second) throw new Error('they are operators')
    ;[ann, ben] = [first, second]
  })
  beforeEach(async () => {
    ctx = await makeSubscriber('growth', 2_000)
    // Requests of a day add up, so each test starts a new day.
    await system().delete(operatorAdjustments)
  })
  afterAll(async () => {
    await Promise.all([closeLanes(), closeReader()])
    await disconnect()
  })
}

/** Input of a request for 50 credits in the workspace of this test. */
export const adjustment = (over: object = {}) => ({
  id: randomUUID(),
  workspaceId: ctx.workspaceId,
  direction: 'give' as const,
  credits: 50,
  reason: 'For the outage',
  ...over,
})

/** The key or version of a change that needs only one operator. */
export function resultOf(scheduled: Scheduled): string {
  if (scheduled.status !== 'scheduled') throw new Error('this change should not wait')
  return scheduled.result
}

export const eventsOf = (workspaceId: number) =>
  system()
    .select()
    .from(operatorEvents)
    .where(eq(operatorEvents.workspaceId, workspaceId))
    .orderBy(desc(operatorEvents.at))
