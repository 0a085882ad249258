import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { creditEntries, creditNotes } from '@/db/schema'
import { code } from '@/lib/core/testing'
import { release } from '@/lib/metering/metered'
import { agency, balance } from '@/lib/metering/testing'
import { countUse } from '@/lib/rate-limits/limiter'
import { windowLimits } from '@/lib/rate-limits/limits'
import type { WorkRequest, WorkRow } from '../paid-work'
import { refundIfBroken } from '../refund'
import { retryWork } from '../request'
import { findWork, readProgress } from '../rows'
import { type Made, runWork } from '../run'
import { cancelWork } from '../settle'
import type { Harness } from './harness'

/** How work ends without a result, is canceled, retried and refunded. */
export function testEndings<Row extends WorkRow, Request extends WorkRequest>(
  harness: Harness<Row, Request>,
): void {
  const { kind, PRICE, ask, run, fail, made, view, list, set, auditOf, work, result } = harness

  describe('R13: work without a result is free', () => {
    test('when it fails on its last attempt, with a reference and not with the error', async () => {
      const ctx = await agency()
      const before = await balance(ctx)
      const { id } = await ask(ctx)
      await fail(ctx, id)
      const ended = await view(ctx, id)
      expect(ended).toMatchObject({ status: 'failed', paid: null })
      expect(ended.failure).toMatch(/reference [0-9a-f]{8}/)
      expect(ended.failure).not.toContain('boom')
      expect(await balance(ctx)).toEqual(before)
    })

    test('when it fails on the first attempt with a message for the customer', async () => {
      const ctx = await agency()
      const before = await balance(ctx)
      const { id } = await ask(ctx)
      const maker = { make: () => Promise.reject(new Error()), failureMessage: () => 'It was blank.' }
      await runWork(work, { ...ctx, id }, maker, { last: false })
      expect(await view(ctx, id)).toMatchObject({ status: 'failed', failure: 'It was blank.' })
      expect(await balance(ctx)).toEqual(before)
    })

    test('when an earlier attempt failed: the next one is made and paid once', async () => {
      const ctx = await agency()
      const { id } = await ask(ctx)
      await expect(fail(ctx, id, { last: false })).rejects.toThrow('boom')
      expect(await readProgress(work, ctx, id)).toMatchObject({ status: 'running' })
      await run(ctx, id, { last: false })
      expect(await view(ctx, id)).toMatchObject({ status: 'ready' })
      expect(await balance(ctx)).toMatchObject({ left: 80, held: 0 })
    })

    test('when its worker shuts down: it is left to the next worker', async () => {
      const ctx = await agency()
      const { id } = await ask(ctx)
      const maker = {
        make: () => Promise.reject(new Error('stopped')),
        failureMessage: () => 'It stopped.',
      }
      const shutdown = { signal: AbortSignal.abort(), last: false }
      await expect(runWork(work, { ...ctx, id }, maker, shutdown)).rejects.toThrow('stopped')
      expect(await readProgress(work, ctx, id)).toMatchObject({ status: 'running' })
      expect(await balance(ctx)).toMatchObject({ held: PRICE })
    })

    test('when it is canceled while it is made: the result is discarded', async () => {
      const ctx = await agency()
      const before = await balance(ctx)
      const { id } = await ask(ctx)
      const make = async (): Promise<Made<Row>> => {
        await cancelWork(work, ctx, { id })
        return { ready: result }
      }
      await runWork(work, { ...ctx, id }, { make })
      expect(await view(ctx, id)).toMatchObject({ status: 'cancelled' })
      await run(ctx, id)
      await cancelWork(work, ctx, { id })
      expect(await view(ctx, id)).toMatchObject({ status: 'cancelled', paid: null })
      expect(await auditOf(ctx, `${kind}.cancel`)).toHaveLength(1)
      expect(await balance(ctx)).toEqual(before)
    })

    test('when its hold was released before it was started', async () => {
      const ctx = await agency()
      const { id } = await ask(ctx)
      await release(ctx.workspaceId, (await findWork(work, ctx.workspaceId, id))?.holdId ?? '')
      await run(ctx, id)
      expect(await view(ctx, id)).toMatchObject({
        status: 'failed',
        failure: expect.stringMatching(/waited too long/),
      })
      expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    })
  })

  describe('a cancel', () => {
    test('of work that is ready is refused', async () => {
      const ctx = await agency()
      const { id } = await made(ctx)
      const paid = await balance(ctx)
      expect(await code(cancelWork(work, ctx, { id }))).toBe(`${kind}.ready`)
      expect(await balance(ctx)).toEqual(paid)
    })

    test('and its audit row are written together or not at all', async () => {
      const ctx = await agency()
      const { id } = await ask(ctx)
      // The number is too large for the audit row's column.
      const unknownUser = { ...ctx, userId: 2 ** 40 }
      expect(await code(cancelWork(work, unknownUser, { id }))).toContain('Failed query')
      expect(await readProgress(work, ctx, id)).toMatchObject({ status: 'queued' })
      expect(await balance(ctx)).toMatchObject({ held: PRICE })
    })

    test('R42: beyond the daily limit of free cancels is refused, and the work is finished and charged', async () => {
      const ctx = await agency()
      await countUse('free-cancel.workspace', ctx.workspaceId, windowLimits['free-cancel.workspace'].most)
      const { id } = await ask(ctx)
      await set(id, { status: 'running' })
      expect(await code(cancelWork(work, ctx, { id }))).toBe('cancel.limit')
      await run(ctx, id)
      expect(await view(ctx, id)).toMatchObject({ status: 'ready' })
      expect(await balance(ctx)).toMatchObject({ left: 80, held: 0 })
    })
  })

  test('R12, R13: canceled work is retried once, at its price; unfinished and ready work is not', async () => {
    const ctx = await agency()
    const { id: endedId } = await ask(ctx)
    const again = { id: randomUUID(), endedId, quotedCredits: PRICE }
    expect(await code(retryWork(work, ctx, again))).toBe(`${kind}.not-ended`)
    await cancelWork(work, ctx, { id: endedId })
    expect(await code(retryWork(work, ctx, { ...again, quotedCredits: 19 }))).toBe('quote.changed')
    await Promise.all([retryWork(work, ctx, again), retryWork(work, ctx, again)])
    expect(await retryWork(work, ctx, again)).toEqual({ id: again.id })
    await run(ctx, again.id)
    expect(await list(ctx)).toEqual([again.id, endedId])
    expect(await balance(ctx)).toMatchObject({ left: 80, held: 0 })
    await run(ctx, endedId)
    expect(await code(retryWork(work, ctx, { ...again, id: randomUUID(), endedId: again.id }))).toBe(
      `${kind}.not-ended`,
    )
  })

  test('R12, R13: a broken result is refunded and audited once, with the reason; a sound one is not', async () => {
    const ctx = await agency()
    const { id } = await made(ctx)
    const whole = { ...work, faultOf: () => null }
    expect(await refundIfBroken(whole, ctx, { id })).toBeNull()
    const broken = { ...work, faultOf: () => 'It is blank.' }
    const given = { credits: PRICE, fault: 'It is blank.' }
    const both = [refundIfBroken(broken, ctx, { id }), refundIfBroken(broken, ctx, { id })]
    expect(await Promise.all(both)).toEqual([given, given])
    expect(await refundIfBroken(whole, ctx, { id }), 'checked once').toEqual(given)
    const entries = await system()
      .select({ amount: creditEntries.amount, reason: creditNotes.reason })
      .from(creditEntries)
      .leftJoin(
        creditNotes,
        and(eq(creditNotes.workspaceId, creditEntries.workspaceId), eq(creditNotes.seq, creditEntries.seq)),
      )
      .where(and(eq(creditEntries.workspaceId, ctx.workspaceId), eq(creditEntries.subjectId, id)))
      .orderBy(creditEntries.seq)
    expect(entries).toMatchObject([
      { amount: -PRICE },
      { amount: PRICE, reason: expect.stringMatching(/: It is blank\.$/) },
    ])
    expect(await view(ctx, id)).toMatchObject({ status: 'ready', givenBackFor: 'It is blank.' })
    expect(await auditOf(ctx, `${kind}.give-back`)).toHaveLength(1)
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
  })
}
