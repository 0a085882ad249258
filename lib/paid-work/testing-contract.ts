import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { auditEvents, creditEntries, creditNotes } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { toPage } from '@/lib/core/paging/page'
import { code } from '@/lib/core/testing'
import { findJobsOfKey, jobQueue } from '@/lib/jobs/queue'
import { countUse } from '@/lib/limits-of-use/limiter'
import { windowLimits } from '@/lib/limits-of-use/limits'
import { type HoldOwners, sweepHolds } from '@/lib/metering/holds/sweep-holds'
import { release } from '@/lib/metering/metered'
import { agency, balance } from '@/lib/metering/testing'
import { type WorkQuery, workPageClauses } from './list'
import type { PaidWork, WorkRequest, WorkRow } from './paid-work'
import { requestRefund } from './refund'
import { requestWork, retryWork } from './request'
import { findWork, isWork, readProgress } from './rows'
import { type Attempt, type Made, runWork } from './run'
import { cancelWork, settleWork } from './settle'
import { sweepWork } from './sweep'
import { holdOwners } from './tables'
import { getView } from './view'

type Kind<Row extends WorkRow, Request extends WorkRequest> = {
  work: PaidWork<Row, Request>
  /** A request at the current price of 20 credits, with a new id. */
  request(): Request
  /** The same id, for something else. */
  otherwise(request: Request): Request
  /** A result that the table accepts. */
  result: Extract<Made<Row>, { ready: unknown }>['ready']
  /** The tables that settle their own holds, if not the product's list. */
  owners?: HoldOwners
}

/**
 * Tests the contract of every kind of paid work. Call it in the kind's database test, after its catalog is
 * prepared: each test has a workspace of its own with 100 credits.
 */
export function testPaidWork<Row extends WorkRow, Request extends WorkRequest>({
  work,
  request: newRequest,
  otherwise,
  result,
  owners = holdOwners,
}: Kind<Row, Request>): void {
  const { kind, table, queue } = work
  const PRICE = 20

  const ask = (ctx: WorkspaceContext, request = newRequest()) => requestWork(work, ctx, request)
  const run = (ctx: { workspaceId: number }, id: string, attempt?: Attempt) =>
    runWork(work, { workspaceId: ctx.workspaceId, id }, { make: async () => ({ ready: result }) }, attempt)
  const fail = (ctx: WorkspaceContext, id: string, attempt?: Attempt) =>
    runWork(work, { ...ctx, id }, { make: () => Promise.reject(new Error('boom')) }, attempt)
  const made = async (ctx: WorkspaceContext) => {
    const { id } = await ask(ctx)
    await run(ctx, id)
    return { id }
  }
  const view = async (ctx: WorkspaceContext, id: string) => (await getView(work, ctx, id)).view
  const page = async ({ workspaceId }: WorkspaceContext, query: Partial<WorkQuery> = {}) => {
    const pageQuery = { limit: 10, ...query }
    const { cursor, where, orderBy, limit } = workPageClauses(table, workspaceId, pageQuery, [])
    const rows = await system()
      .select({ id: sql<string>`${table.id}`, cursor })
      .from(table)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit)
    return toPage(rows, pageQuery, ({ id }) => id)
  }
  const list = async (ctx: WorkspaceContext, query: Partial<WorkQuery> = {}) => (await page(ctx, query)).rows
  const set = (id: string, columns: object) => system().update(table).set(columns).where(eq(table.id, id))
  const auditOf = async ({ workspaceId }: WorkspaceContext, verb: string) =>
    system()
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.workspaceId, workspaceId), eq(auditEvents.verb, verb)))

  describe(`paid work: ${kind}`, () => {
    describe('a request', () => {
      test('R13: its price is held, and paid when the result is stored', async () => {
        const ctx = await agency()
        const { entries } = await balance(ctx)
        const { id } = await ask(ctx)
        expect(await balance(ctx)).toMatchObject({ left: 80, held: PRICE })
        expect(await view(ctx, id)).toMatchObject({ status: 'queued', progressPercent: 0, paid: null })
        expect(await findJobsOfKey(queue, id)).toEqual({ live: true, ended: false })

        await run(ctx, id)
        expect(await view(ctx, id)).toMatchObject({
          status: 'ready',
          progressPercent: 100,
          createdBy: 'Tess Ter',
          finishedAt: expect.any(String),
          paid: { credits: PRICE, entrySeq: entries + 1 },
        })
        expect(await balance(ctx)).toEqual({ left: 80, held: 0, entries: entries + 1 })
      })

      test('R12: sent twice, at the same time and later, it is stored, audited and charged once', async () => {
        const ctx = await agency()
        const request = newRequest()
        await Promise.all([ask(ctx, request), ask(ctx, request)])
        await Promise.all([run(ctx, request.id), run(ctx, request.id)])
        expect(await ask(ctx, request)).toEqual({ id: request.id })
        expect(await list(ctx)).toEqual([request.id])
        expect(await auditOf(ctx, work.auditOf(request).verb)).toHaveLength(1)
        expect(await balance(ctx)).toMatchObject({ left: 80, held: 0 })
      })

      test('R12: with a used id and another input, it is refused', async () => {
        const ctx = await agency()
        const request = newRequest()
        await ask(ctx, request)
        const before = await balance(ctx)
        expect(await code(ask(ctx, otherwise(request)))).toBe('request.reused')
        expect(await balance(ctx)).toEqual(before)
      })

      test('R12: of two with one id and different input at the same time, one is refused', async () => {
        const ctx = await agency()
        const request = newRequest()
        const outcomes = await Promise.all([code(ask(ctx, request)), code(ask(ctx, otherwise(request)))])
        expect(outcomes.toSorted()).toEqual(['no refusal', 'request.reused'])
        expect(await list(ctx)).toEqual([request.id])
        expect(await balance(ctx)).toMatchObject({ left: 80, held: PRICE })
      })

      test('R8, R11: with an old price or too few credits, it is refused and nothing is stored', async () => {
        const ctx = await agency('credits', 30)
        expect(await code(ask(ctx, { ...newRequest(), quotedCredits: 1 }))).toBe('quote.changed')
        await ask(ctx)
        const before = await balance(ctx)
        expect(await code(ask(ctx))).toBe('credits.insufficient')
        expect(await balance(ctx)).toEqual(before)
        expect(await list(ctx)).toHaveLength(1)
      })

      test('R13: that cannot be stored releases its hold', async () => {
        const ctx = await agency()
        const before = await balance(ctx)
        const unstorable = { ...work, columnsOf: () => ({ status: 'unknown' }) as object }
        expect(await code(requestWork(unstorable, ctx, newRequest()))).toContain('Failed query')
        expect(await balance(ctx)).toEqual(before)
      })
    })

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
      expect(await code(requestRefund(whole, ctx, { id }))).toBe(`${kind}.not-broken`)
      const broken = { ...work, faultOf: () => 'It is blank.' }
      const given = { credits: PRICE, fault: 'It is blank.' }
      const both = [requestRefund(broken, ctx, { id }), requestRefund(broken, ctx, { id })]
      expect(await Promise.all(both)).toEqual([given, given])
      expect(await requestRefund(whole, ctx, { id }), 'checked once').toEqual(given)
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

    test('R35: another workspace cannot read, cancel, retry, refund, list or make it', async () => {
      const [ours, theirs] = [await agency(), await agency()]
      const [queued, ready] = [await ask(ours), await made(ours)]
      const again = { id: randomUUID(), endedId: queued.id, quotedCredits: PRICE }
      const attempts = [
        getView(work, theirs, queued.id),
        readProgress(work, theirs, queued.id),
        cancelWork(work, theirs, queued),
        retryWork(work, theirs, again),
        requestRefund(work, theirs, ready),
      ]
      expect(await Promise.all(attempts.map(code))).toEqual(attempts.map(() => 'not-found'))
      expect(await list(theirs)).toEqual([])
      await run(theirs, queued.id)
      // The positive control.
      expect(await view(ours, queued.id)).toMatchObject({ status: 'queued' })
      expect(await list(ours)).toEqual([ready.id, queued.id])
    })

    test('pages of the list have no gap within one microsecond and can be filtered by status', async () => {
      const ctx = await agency('credits', 200)
      const ids: string[] = []
      for (let i = 0; i < 5; i += 1) ids.unshift((await ask(ctx)).id)
      const [a = '', b = '', c = '', d = '', e = ''] = ids
      // All but the oldest were created within one microsecond: their ids decide.
      await system().execute(sql`update ${table} set created_at = (
        select created_at from ${table} where workspace_id = ${ctx.workspaceId} and id = ${a})
        where workspace_id = ${ctx.workspaceId} and id <> ${e}`)
      const order = [...[a, b, c, d].toSorted().toReversed(), e]
      const first = await page(ctx, { limit: 2 })
      const second = await page(ctx, { limit: 2, before: first.nextBefore ?? '' })
      const third = await page(ctx, { limit: 2, before: second.nextBefore ?? '' })
      expect([first, second, third].map(({ rows }) => rows)).toEqual([
        order.slice(0, 2),
        order.slice(2, 4),
        order.slice(4),
      ])
      expect([first.previousAfter, third.nextBefore]).toEqual([null, null])
      const back = await page(ctx, { limit: 2, after: third.previousAfter ?? '' })
      expect(back).toEqual(second)
      await run(ctx, a)
      await cancelWork(work, ctx, { id: b })
      await fail(ctx, c)
      expect(await list(ctx, { filter: 'ready' })).toEqual([a])
      expect(await list(ctx, { filter: 'ended' })).toEqual([b, c].toSorted().toReversed())
      expect(await list(ctx, { filter: 'unfinished' })).toEqual([d, e])
    })

    describe('R13: what a killed process left behind is repaired by the sweep', () => {
      /** As if it had been requested long ago: the sweep leaves young work alone. */
      const age = (id: string, minutes: number) =>
        set(id, { createdAt: sql`now() - make_interval(mins => ${minutes})` })
      /** As if its process had been killed before it could hand the work to the queue. */
      const deleteJobOf = async (id: string) => {
        const boss = await jobQueue()
        const [job] = await boss.findJobs(queue, { key: id })
        await boss.deleteJob(queue, job?.id ?? '')
      }

      test('between storing the result and paying: paid, once', async () => {
        const ctx = await agency()
        const { entries } = await balance(ctx)
        const { id } = await ask(ctx)
        await set(id, { ...result, status: 'ready', finishedAt: sql`now()` })
        await Promise.all([sweepWork(work), settleWork(work, ctx.workspaceId, id)])
        await sweepWork(work)
        expect(await balance(ctx)).toEqual({ left: 80, held: 0, entries: entries + 1 })
      })

      test.each(['failed', 'cancelled'])(
        'between being %s and releasing its hold: released',
        async (status) => {
          const ctx = await agency()
          const before = await balance(ctx)
          const { id } = await ask(ctx)
          await set(id, { status, finishedAt: sql`now()` })
          await sweepWork(work)
          expect(await balance(ctx)).toEqual(before)
        },
      )

      test('between storing the request and queueing it: queued, once it is 15 seconds old', async () => {
        const ctx = await agency()
        const { id } = await ask(ctx)
        await deleteJobOf(id)
        await sweepWork(work)
        expect(await findJobsOfKey(queue, id)).toMatchObject({ live: false })
        await age(id, 1)
        await sweepWork(work)
        expect(await findJobsOfKey(queue, id)).toMatchObject({ live: true })
        expect(await view(ctx, id)).toMatchObject({ status: 'queued' })
      })

      test('at every attempt, or more than an hour ago: failed and free', async () => {
        const ctx = await agency()
        const before = await balance(ctx)
        const killed = await ask(ctx)
        const boss = await jobQueue()
        const [job] = await boss.findJobs(queue, { key: killed.id })
        await boss.cancel(queue, job?.id ?? '')
        const old = await ask(ctx)
        await deleteJobOf(old.id)
        await Promise.all([age(killed.id, 1), age(old.id, 90)])
        await sweepWork(work)
        for (const { id } of [killed, old])
          expect(await view(ctx, id)).toMatchObject({
            status: 'failed',
            failure: expect.stringContaining('interrupted'),
          })
        expect(await balance(ctx)).toEqual(before)
      })

      test('a hold with an expired lease is kept as long as its work is stored', async () => {
        const ctx = await agency()
        const { id } = await ask(ctx)
        const holdId = (await findWork(work, ctx.workspaceId, id))?.holdId ?? ''
        await system().execute(
          sql`update credit_holds set lease_until = now() - interval '1 minute' where id = ${holdId}`,
        )
        await sweepHolds(owners)
        expect(await balance(ctx)).toMatchObject({ held: PRICE })
        await system()
          .delete(table)
          .where(isWork(table, ctx.workspaceId, id))
        await sweepHolds(owners)
        expect(await balance(ctx), 'its row is gone: nothing would settle it').toMatchObject({ held: 0 })
      })
    })
  })
}
