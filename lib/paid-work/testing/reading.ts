import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { system } from '@/db/client'
import { code } from '@/lib/core/testing'
import { agency } from '@/lib/metering/testing'
import type { WorkRequest, WorkRow } from '../paid-work'
import { refundIfBroken } from '../refund'
import { retryWork } from '../request'
import { readProgress } from '../rows'
import { cancelWork } from '../settle'
import { getView } from '../view'
import type { Harness } from './harness'

/** What pages and other workspaces see of it. */
export function testReading<Row extends WorkRow, Request extends WorkRequest>(
  harness: Harness<Row, Request>,
): void {
  const { table, PRICE, ask, run, fail, made, view, page, list, work } = harness

  test('R35: another workspace cannot read, cancel, retry, refund, list or make it', async () => {
    const [ours, theirs] = [await agency(), await agency()]
    const [queued, ready] = [await ask(ours), await made(ours)]
    const again = { id: randomUUID(), endedId: queued.id, quotedCredits: PRICE }
    const attempts = [
      getView(work, theirs, queued.id),
      readProgress(work, theirs, queued.id),
      cancelWork(work, theirs, queued),
      retryWork(work, theirs, again),
      refundIfBroken(work, theirs, ready),
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
}
