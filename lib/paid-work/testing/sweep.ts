import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { findJobsOfKey, jobQueue } from '@/lib/jobs/queue'
import { sweepHolds } from '@/lib/metering/holds/sweep-holds'
import { agency, balance } from '@/lib/metering/testing'
import type { WorkRequest, WorkRow } from '../paid-work'
import { findWork, isWork } from '../rows'
import { settleWork } from '../settle'
import { sweepWork } from '../sweep'
import type { Harness } from './harness'

/** What a killed process left behind. */
export function testSweep<Row extends WorkRow, Request extends WorkRequest>(
  harness: Harness<Row, Request>,
): void {
  const { table, queue, PRICE, ask, view, set, work, result, owners } = harness

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
}
