import { describe, expect, test } from 'vitest'
import { code } from '@/lib/core/testing'
import { findJobsOfKey } from '@/lib/jobs/queue'
import { agency, balance } from '@/lib/metering/testing'
import type { WorkRequest, WorkRow } from '../paid-work'
import { requestWork } from '../request'
import type { Harness } from './harness'

/** A request: its price, its id, and when it is refused. */
export function testRequests<Row extends WorkRow, Request extends WorkRequest>(
  harness: Harness<Row, Request>,
): void {
  const { queue, PRICE, ask, run, view, list, auditOf, work, newRequest, otherwise } = harness

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
}
