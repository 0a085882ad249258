import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import {
  billingFindings,
  members,
  operatorAdjustments,
  operatorChanges,
  operatorEvents,
  users,
} from '@/db/schema'
import { moveBack } from '@/db/testing'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { CloseFindingInput, closeFinding } from '../operations/findings'
import type { Operator } from '../operator'
import {
  type Adjustment,
  decideAdjustment,
  markOfAdjustment,
  requestAdjustment,
} from '../workspaces/adjust-credits'

/** R36: what needs a second operator, however it is split or disguised. */
setTestEnv({ OPERATOR_FOUR_EYES_CREDITS: '1000' })

let ann: Operator
let ben: Operator
let cleo: Operator
let workspaceId: number

async function makeOperator(email: string): Promise<Operator> {
  const [user] = await system().insert(users).values({ email }).returning()
  return { userId: user?.id ?? 0, email }
}
beforeAll(async () => {
  ann = await makeOperator('ann@trak.test')
  ben = await makeOperator('ben@trak.test')
  cleo = await makeOperator('cleo@trak.test')
})
beforeEach(async () => {
  workspaceId = (await makeSubscriber('growth', 2_000)).workspaceId
  await system().delete(operatorAdjustments)
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

const request = (credits: number, over: object = {}) => ({
  id: randomUUID(),
  workspaceId,
  direction: 'give' as const,
  credits,
  reason: 'For the outage',
  ...over,
})
const decision = (made: Adjustment, approve = true) => ({
  workspaceId: made.workspaceId,
  id: made.id,
  seen: markOfAdjustment(made),
  approve,
})
const extraLeft = async () => (await readAccount(workspaceId)).extraLeft

describe('R36: the daily limit of one operator', () => {
  it('adds up grants per workspace', async () => {
    const made: Adjustment[] = []
    for (let i = 0; i < 10; i++) made.push(await requestAdjustment(ann, request(300)))
    expect(made.filter(({ status }) => status === 'applied')).toHaveLength(3)
    expect(await extraLeft()).toBe(900)
    expect((await requestAdjustment(ben, request(200))).status).toBe('waiting')
  })

  it('adds up grants per operator across workspaces', async () => {
    const statuses: string[] = []
    for (let i = 0; i < 3; i++) {
      const other = (await makeSubscriber('growth', 2_000)).workspaceId
      statuses.push((await requestAdjustment(ann, request(400, { workspaceId: other }))).status)
    }
    expect(statuses).toEqual(['applied', 'applied', 'waiting'])
    expect((await requestAdjustment(ben, request(400))).status).toBe('applied')
  })

  it('adds removals to grants instead of netting them out', async () => {
    await requestAdjustment(ann, request(600))
    expect((await requestAdjustment(ann, request(600, { direction: 'take' }))).status).toBe('waiting')
  })

  it('counts pending requests but not rejected ones', async () => {
    const large = await requestAdjustment(ann, request(5_000))
    expect((await requestAdjustment(ann, request(1))).status).toBe('waiting')
    await decideAdjustment(ben, decision(large, false))
    expect((await requestAdjustment(ann, request(2))).status).toBe('applied')
  })

  it('ignores approved adjustments and those of the previous day', async () => {
    const large = await requestAdjustment(ann, request(5_000))
    await decideAdjustment(ben, decision(large))
    expect((await requestAdjustment(ann, request(1_000))).status).toBe('applied')
    expect((await requestAdjustment(ann, request(1))).status).toBe('waiting')
    await system().delete(operatorAdjustments)
    const requestedAt = new Date(Date.now() - 25 * 3_600_000)
    const old = { workspaceId, id: randomUUID(), credits: 1_000, reason: 'Old', status: 'rejected' as const }
    await system()
      .insert(operatorAdjustments)
      .values({ ...old, requestedBy: ann.userId, requestedAt })
    expect((await requestAdjustment(ann, request(1_000))).status).toBe('applied')
  })

  it('R11: holds for twelve concurrent requests', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => requestAdjustment(ann, request(250))))
    expect(made.filter(({ status }) => status === 'applied')).toHaveLength(4)
    expect(await extraLeft()).toBe(1_000)
  })

  it('R12: counts a repeated request once', async () => {
    const input = request(600)
    await Promise.all([requestAdjustment(ann, input), requestAdjustment(ann, input)])
    expect((await requestAdjustment(ann, request(400))).status).toBe('applied')
  })
})

describe('R36: the second operator', () => {
  it('must be another person, not another spelling of the same mailbox', async () => {
    const made = await requestAdjustment(ann, request(2_000))
    const twin = await makeOperator('Ann+two@trak.test')
    for (const same of [ann, twin])
      await expect(decideAdjustment(same, decision(made))).rejects.toMatchObject({ code: 'adjustment.own' })
    expect(await extraLeft()).toBe(0)
  })

  it('can only approve the exact request they saw', async () => {
    const made = await requestAdjustment(ann, request(2_000))
    const other = { ...made, credits: 1_500 }
    await expect(
      decideAdjustment(ben, { ...decision(made), seen: markOfAdjustment(other) }),
    ).rejects.toMatchObject({ code: 'adjustment.changed' })
    await expect(
      system().update(operatorAdjustments).set({ credits: 9_000 }).where(eq(operatorAdjustments.id, made.id)),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('cannot be changed') } })
    expect((await decideAdjustment(ben, decision(made))).status).toBe('applied')
  })
})

describe('R36: an operator and their own workspace', () => {
  const join = (operator: Operator) =>
    system().insert(members).values({ workspaceId, userId: operator.userId, role: 'admin' })
  const leave = (operator: Operator) =>
    system()
      .delete(members)
      .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, operator.userId)))

  it('needs approval for a single credit, and not from another member of the workspace', async () => {
    await join(ann)
    await join(ben)
    const made = await requestAdjustment(ann, request(1))
    expect(made.status).toBe('waiting')
    await expect(decideAdjustment(ben, decision(made))).rejects.toMatchObject({
      code: 'operator.own-workspace',
    })
    expect((await decideAdjustment(cleo, decision(made))).status).toBe('applied')
  })

  it('still needs approval for 30 days after leaving, and only in that workspace', async () => {
    await join(ann)
    await leave(ann)
    expect((await requestAdjustment(ann, request(1))).status).toBe('waiting')
    const other = (await makeSubscriber('growth', 2_000)).workspaceId
    expect((await requestAdjustment(ann, request(1, { workspaceId: other }))).status).toBe('applied')
    await moveBack('former_members', ['left_at'], '31 days')
    expect((await requestAdjustment(ann, request(1))).status).toBe('applied')
  })

  it('needs another operator to close its findings', async () => {
    await join(ann)
    const id = await makeFinding(workspaceId)
    await expect(closeFinding(ann, id, 'Refunded by hand')).rejects.toMatchObject({
      code: 'operator.own-workspace',
    })
    expect((await findingOf(id))?.resolvedAt).toBeNull()
    await closeFinding(ben, id, 'Refunded by hand')
    expect((await findingOf(id))?.resolvedAt).not.toBeNull()
  })
})

async function makeFinding(of: number | null): Promise<number> {
  const at = new Date()
  const [row] = await system()
    .insert(billingFindings)
    .values({
      stripeId: `ch_${randomUUID()}`,
      kind: 'shortfall',
      workspaceId: of,
      what: 'x',
      firstSeenAt: at,
      lastSeenAt: at,
    })
    .returning()
  return row?.id ?? 0
}
const findingOf = async (id: number) =>
  (await system().select().from(billingFindings).where(eq(billingFindings.id, id)))[0]

describe('R36: closing a finding', () => {
  it('requires a reason in words and records it in the audit log', async () => {
    const id = await makeFinding(null)
    for (const reason of ['', '   ', '...', '123', 'x'])
      await expect(closeFinding(ann, id, reason)).rejects.toMatchObject({ code: 'finding.reason' })
    expect(CloseFindingInput.safeParse({ id, reason: '...' }).success).toBe(false)
    expect((await findingOf(id))?.resolvedAt).toBeNull()
    await closeFinding(ann, id, 'The refund was made by hand.')
    const [event] = await system().select().from(operatorEvents).orderBy(desc(operatorEvents.at)).limit(1)
    expect(event).toMatchObject({ verb: 'finding.closed', reason: 'The refund was made by hand.' })
    await expect(closeFinding(ben, id, 'Once more')).rejects.toMatchObject({ code: 'finding.closed' })
    expect(await system().$count(operatorChanges)).toBe(0)
  })
})
