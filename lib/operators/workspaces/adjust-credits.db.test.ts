import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { operatorAdjustments, operatorEvents } from '@/db/schema'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { operatorOf } from '../operator'
import { adjustment, ann, ben, ctx, eventsOf, setUpOperators } from '../testing'
import { decideAdjustment, finishAdjustments, markOfAdjustment, requestAdjustment } from './adjust-credits'

setUpOperators()

describe('operatorOf', () => {
  it('R36: matches configured addresses regardless of case, and no one else', () => {
    expect(operatorOf({ id: 7, email: 'BEN@trak.test' })).toEqual({ userId: 7, email: 'ben@trak.test' })
    expect(operatorOf({ id: 7, email: 'ben@trak.test.evil.test' })).toBeNull()
    expect(operatorOf(null)).toBeNull()
  })
})

describe('adjusting credits', () => {
  it('R36: adds extra credits as a ledger entry with a reason shown on the statement', async () => {
    const done = await requestAdjustment(ann, adjustment())
    expect(done).toMatchObject({ status: 'applied', credits: 50, requestedBy: ann.userId })
    const { rows } = await getStatementPage(ctx)
    expect(rows[0]).toMatchObject({
      seq: done.entrySeq,
      amountCredits: 50,
      note: 'For the outage',
      who: 'Market Trak',
    })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 50 })
    const [event] = await eventsOf(ctx.workspaceId)
    expect(event).toMatchObject({
      verb: 'credits.requested',
      operatorEmail: 'ann@trak.test',
      reason: 'For the outage',
    })
  })

  it('R12: a repeated request is one adjustment, and a reused id is refused', async () => {
    const input = adjustment()
    const both = await Promise.all([requestAdjustment(ann, input), requestAdjustment(ann, input)])
    expect(new Set(both.map((one) => one.entrySeq)).size).toBe(1)
    await expect(requestAdjustment(ann, { ...input, credits: 51 })).rejects.toMatchObject({
      code: 'request.reused',
    })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 50 })
    expect(await eventsOf(ctx.workspaceId)).toHaveLength(1)
  })

  it('R11: removes no more credits than are left', async () => {
    const done = await requestAdjustment(ann, adjustment({ direction: 'take', credits: 100 }))
    expect(done).toMatchObject({ status: 'applied', credits: -100 })
    await post(ctx.workspaceId, charge(1_400))
    const refused = await requestAdjustment(ann, adjustment({ direction: 'take', credits: 900 }))
    expect(refused).toMatchObject({ status: 'rejected', refusal: 'Only 500 credits are left to remove.' })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ allowanceLeft: 500 })
  })

  it('R36: above the threshold a second operator decides, never the requester', async () => {
    const input = adjustment({ credits: 1_001 })
    const waiting = await requestAdjustment(ann, input)
    expect(waiting).toMatchObject({ status: 'waiting', entrySeq: null })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 0 })
    const seen = markOfAdjustment(waiting)
    const decision = { workspaceId: ctx.workspaceId, id: input.id, seen, approve: true }
    await expect(decideAdjustment(ann, decision)).rejects.toMatchObject({ code: 'adjustment.own' })
    expect(await decideAdjustment(ben, decision)).toMatchObject({ status: 'applied', decidedBy: ben.userId })
    // Repeating the decision changes nothing; reversing it is refused.
    await expect(decideAdjustment(ben, { ...decision, approve: false })).rejects.toMatchObject({
      code: 'adjustment.decided',
    })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 1_001 })
  })

  it('R36: a rejected adjustment never reaches the ledger', async () => {
    const input = adjustment({ credits: 5_000 })
    const seen = markOfAdjustment(await requestAdjustment(ann, input))
    const decision = { workspaceId: ctx.workspaceId, id: input.id, seen, approve: false }
    expect(await decideAdjustment(ben, decision)).toMatchObject({ status: 'rejected', entrySeq: null })
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 0 })
  })

  it('R13: finishAdjustments posts an interrupted adjustment once', async () => {
    const { workspaceId } = ctx
    const row = { workspaceId, id: randomUUID(), credits: 70, reason: 'Late', status: 'approved' as const }
    const requestedAt = new Date(Date.now() - 120_000)
    await system()
      .insert(operatorAdjustments)
      .values({ ...row, requestedBy: ann.userId, requestedAt })
    expect(await finishAdjustments()).toBe(1)
    expect(await finishAdjustments()).toBe(0)
    expect(await readAccount(workspaceId)).toMatchObject({ extraLeft: 70 })
  })

  it('R13: an adjustment that can’t be applied does not hold up the others', async () => {
    const { workspaceId } = ctx
    const row = { workspaceId, credits: 30, reason: 'Late', status: 'approved' as const }
    const by = { requestedBy: ann.userId, requestedAt: new Date(Date.now() - 120_000) }
    // The case of the first was erased.
    for (const caseId of [randomUUID(), null])
      await system()
        .insert(operatorAdjustments)
        .values({ ...row, ...by, id: randomUUID(), caseId })
    expect(await finishAdjustments()).toBe(2)
    expect(await readAccount(workspaceId)).toMatchObject({ extraLeft: 30 })
    expect(await finishAdjustments()).toBe(1)
  })

  it('R36: the database refuses the same person twice and changes to recorded events', async () => {
    const { workspaceId } = ctx
    const twice = { workspaceId, id: randomUUID(), credits: 1, reason: 'x', status: 'approved' as const }
    await expect(
      system()
        .insert(operatorAdjustments)
        .values({ ...twice, requestedBy: 1, decidedBy: 1 }),
    ).rejects.toThrow()
    await requestAdjustment(ann, adjustment())
    await expect(system().update(operatorEvents).set({ reason: 'other' })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('append-only') },
    })
  })
})
