import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { operatorChanges } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { isRefusal, notFound, Refusal } from '@/lib/core/errors'
import { SchedulePackInput, schedulePackIn } from '../catalog/schedule-pack'
import { SchedulePlanInput, schedulePlanIn } from '../catalog/schedule-plan'
import { ScheduleRateCardInput, scheduleRateCardIn } from '../catalog/schedule-rate-card'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'
import { isSamePerson } from './conflict-of-interest'
import type { Scheduled } from './request-change'

export type WaitingChange = typeof operatorChanges.$inferSelect

export const DecideChangeInput = z.object({
  id: z.uuid(),
  /** The mark of the change the operator saw; only that exact change is approved. */
  seen: z.string().min(1).max(100),
  decision: z.enum(['approve', 'reject']),
})
type DecideChangeInput = z.output<typeof DecideChangeInput>

export const waitingChanges = (): Promise<WaitingChange[]> =>
  system()
    .select()
    .from(operatorChanges)
    .where(eq(operatorChanges.status, 'waiting'))
    .orderBy(asc(operatorChanges.requestedAt))
    .limit(200)

/**
 * A second operator, who is another person, approves or rejects a change. An approved change is validated
 * again and written to the catalog in the same transaction; if the plan, pack or rate card has changed since, it is refused.
 * @throws Refusal `not-found`, `change.own`, `change.decided`, `change.changed`, `change.expired`, and those of scheduling
 */
export async function decideChange(
  operator: Operator,
  { id, seen, decision }: DecideChangeInput,
): Promise<WaitingChange> {
  return system().transaction(async (tx) => {
    const change = await lockedChange(tx, id)
    if (isSamePerson(operator, { userId: change.requestedBy, email: change.requestedByEmail }))
      throw new Refusal('change.own', 'You requested this. Another operator needs to approve or reject it.')
    if (change.mark !== seen) {
      throw new Refusal(
        'change.changed',
        'This is not the change you saw. Reload the page and review it again.',
      )
    }
    const status = decision === 'approve' ? ('applied' as const) : ('rejected' as const)
    if (change.status !== 'waiting') {
      if (change.status === status && change.decidedBy === operator.userId) return change
      throw alreadyDecided()
    }
    const result = decision === 'approve' ? await apply(tx, operator, change) : null
    await recordEvent(tx, operator, {
      verb: decision === 'approve' ? 'change.approved' : 'change.rejected',
      before: change.before as object,
      after: {
        change: id,
        kind: change.kind,
        subject: change.subject,
        requestedBy: change.requestedByEmail,
        result,
      },
    })
    return decide(tx, id, { status, result, decidedBy: operator.userId })
  })
}

/**
 * The requester can withdraw a change until it is decided.
 * @throws Refusal `not-found`, `change.decided`
 */
export async function withdrawChange(operator: Operator, id: string): Promise<WaitingChange> {
  return system().transaction(async (tx) => {
    const change = await lockedChange(tx, id)
    if (change.requestedBy !== operator.userId) throw notFound('change')
    if (change.status === 'withdrawn') return change
    if (change.status !== 'waiting') throw alreadyDecided()
    await recordEvent(tx, operator, { verb: 'change.withdrawn', after: { change: id } })
    return decide(tx, id, { status: 'withdrawn' })
  })
}

async function lockedChange(tx: Queryable, id: string): Promise<WaitingChange> {
  const [change] = await tx.select().from(operatorChanges).where(eq(operatorChanges.id, id)).for('update')
  if (!change) throw notFound('change')
  return change
}

async function decide(tx: Queryable, id: string, values: Partial<WaitingChange>): Promise<WaitingChange> {
  const [row] = await tx
    .update(operatorChanges)
    .set({ ...values, decidedAt: marketNow })
    .where(eq(operatorChanges.id, id))
    .returning()
  assert(row, 'the row is locked')
  return row
}

async function apply(tx: Queryable, operator: Operator, change: WaitingChange): Promise<string> {
  const scheduled = await scheduleIn(tx, operator, change).catch((error: unknown) => {
    if (!isRefusal(error, 'effective.past')) throw error
    throw new Refusal(
      'change.expired',
      'The start time of this change has passed. Reject it, and request it again with a later time.',
    )
  })
  assert(scheduled.status === 'scheduled', 'an approved change needs no second approval')
  return scheduled.result
}

function scheduleIn(tx: Queryable, operator: Operator, { kind, input }: WaitingChange): Promise<Scheduled> {
  if (kind === 'plan') return schedulePlanIn(tx, operator, SchedulePlanInput.parse(input), true)
  if (kind === 'pack') return schedulePackIn(tx, operator, SchedulePackInput.parse(input), true)
  return scheduleRateCardIn(tx, operator, ScheduleRateCardInput.parse(input), true)
}

const alreadyDecided = () =>
  new Refusal(
    'change.decided',
    'This change was already approved, rejected or withdrawn. Reload the page to see the result.',
  )
