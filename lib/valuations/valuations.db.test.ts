import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { valuations } from '@/db/schema'
import { code } from '@/lib/core/testing'
import { jobsOfKey, stopJobQueue } from '@/lib/jobs/queue'
import { countUse } from '@/lib/limits-of-use/limiter'
import { useLimits } from '@/lib/limits-of-use/limits'
import { cancelValuation } from './cancel-valuation'
import { getValuation, valuationProgress } from './get-valuation'
import { listValuations } from './list-valuations'
import { makeValuation } from './make-valuation'
import { reportBrokenValuation } from './report-broken-valuation'
import { requestValuation } from './request-valuation'
import { retryValuation } from './retry-valuation'
import { agency, asked, balance, prepareCatalogue } from './testing'

beforeAll(prepareCatalogue)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

/** A house that nothing in its street is like. */
const manor = { livingSqft: 12_000, lotSqft: 900_000, grade: 13, waterfront: true }

describe('a valuation', () => {
  test('R13: its price is held, and paid when it is ready', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const input = await asked(ctx)
    const { id } = await requestValuation(ctx, input)
    const held = { left: before.left - input.quotedCredits, held: input.quotedCredits }
    expect(await balance(ctx)).toMatchObject(held)
    expect(await getValuation(ctx, id)).toMatchObject({ status: 'queued', result: null, paid: null })
    expect(await jobsOfKey('valuation-make', id)).toEqual({ live: true, ended: false })

    await makeValuation({ workspaceId: ctx.workspaceId, id })
    const valuation = await getValuation(ctx, id)
    expect(valuation).toMatchObject({ status: 'ready', progressPercent: 100, createdBy: 'Tess Ter' })
    const { result } = valuation
    expect(result?.estimateUsd).toBeGreaterThan(400_000)
    expect(result?.estimateUsd).toBeLessThan(900_000)
    expect(result?.grounds.comparables.length).toBe(8)
    expect(result?.grounds.salesCount).toBeGreaterThan(1_000)
    expect(valuation.paid).toEqual({ credits: input.quotedCredits, entrySeq: before.entries + 1 })
    expect(await balance(ctx)).toEqual({
      left: before.left - input.quotedCredits,
      held: 0,
      entries: before.entries + 1,
    })
  })

  test('R13: too little is known: declined with the reason, and free', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestValuation(ctx, await asked(ctx, manor))
    await makeValuation({ ...ctx, id })
    expect(await getValuation(ctx, id)).toMatchObject({
      status: 'declined',
      result: null,
      paid: null,
      failure: expect.stringContaining('Nothing like it was sold nearby'),
    })
    expect(await balance(ctx)).toEqual(before)
  })

  test('as of a day: nothing that was sold on it or later is looked at', async () => {
    const ctx = await agency()
    const { id } = await requestValuation(ctx, await asked(ctx, { valuedOn: '2014-12-15' }))
    await makeValuation({ ...ctx, id })
    const { result } = await getValuation(ctx, id)
    const days = result?.grounds.comparables.map(({ soldOn }) => soldOn) ?? []
    expect(days.length).toBe(8)
    for (const day of days) expect(day < '2014-12-15').toBe(true)
    const models = await system().execute(
      sql`select trained_until::text as until from valuation_models where trained_until <= '2014-12-15'`,
    )
    expect(models.map((row) => row.until)).toEqual(['2014-12-01'])
  })

  test('R12: the same request twice, at once and later, is one valuation and one charge', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const input = await asked(ctx)
    await Promise.all([requestValuation(ctx, input), requestValuation(ctx, input)])
    await Promise.all([1, 2].map(() => makeValuation({ ...ctx, id: input.id })))
    expect(await requestValuation(ctx, input)).toEqual({ id: input.id })
    expect((await listValuations(ctx, { limit: 10 })).rows).toHaveLength(1)
    expect(await balance(ctx)).toMatchObject({ left: before.left - input.quotedCredits, held: 0 })
  })

  test('R12: the same id for another home is refused', async () => {
    const ctx = await agency()
    const input = await asked(ctx)
    await requestValuation(ctx, input)
    const held = await balance(ctx)
    expect(await code(requestValuation(ctx, { ...input, bedrooms: 4 }))).toBe('request.reused')
    expect(await balance(ctx)).toEqual(held)
  })

  test('R8, R11: an old price and too few credits are refused, and nothing is stored', async () => {
    const ctx = await agency('credits', 30)
    expect(await code(requestValuation(ctx, await asked(ctx, { quotedCredits: 1 })))).toBe('quote.changed')
    await requestValuation(ctx, await asked(ctx))
    const held = await balance(ctx)
    expect(await code(requestValuation(ctx, await asked(ctx)))).toBe('credits.insufficient')
    expect(await balance(ctx)).toEqual(held)
    expect((await listValuations(ctx, { limit: 10 })).rows).toHaveLength(1)
  })

  test('R3: a limits plan does not list it, so it is not metered', async () => {
    const ctx = await agency('limits')
    for (let i = 0; i < 3; i += 1) {
      const { id } = await requestValuation(ctx, await asked(ctx))
      await makeValuation({ ...ctx, id })
      expect(await getValuation(ctx, id)).toMatchObject({ status: 'ready', paid: null })
    }
  })

  test.each([
    ['valuation.area', { zipCode: '10001' }],
    ['valuation.place', { latitude: 47.2 }],
    ['valuation.day', { valuedOn: '2014-06-01' }],
    ['valuation.day', { valuedOn: '2026-01-01' }],
  ])('%s is refused before anything is held', async (expected, over) => {
    const ctx = await agency()
    const before = await balance(ctx)
    expect(await code(requestValuation(ctx, await asked(ctx, over)))).toBe(expected)
    expect(await balance(ctx)).toEqual(before)
  })

  test('R13: cancelled, once and for all, it is free; ready, it can no longer be cancelled', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestValuation(ctx, await asked(ctx))
    await cancelValuation(ctx, { id })
    await cancelValuation(ctx, { id })
    await makeValuation({ ...ctx, id })
    expect(await getValuation(ctx, id)).toMatchObject({ status: 'cancelled', result: null })
    expect(await balance(ctx)).toEqual(before)

    const made = await requestValuation(ctx, await asked(ctx))
    await makeValuation({ ...ctx, id: made.id })
    expect(await code(cancelValuation(ctx, made))).toBe('valuation.ready')
  })

  test('R13: what breaks is tried again, then failed with a reference, and free', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestValuation(ctx, await asked(ctx))
    await system().execute(sql`update valuations set home = '{}'::jsonb where id = ${id}`)
    await expect(makeValuation({ ...ctx, id }, { last: false })).rejects.toThrow()
    expect(await valuationProgress(ctx, id)).toMatchObject({ status: 'running' })
    await makeValuation({ ...ctx, id })
    expect(await valuationProgress(ctx, id)).toMatchObject({ status: 'failed' })
    expect(await balance(ctx)).toEqual(before)
  })
})

test('R12, R13: one that was cancelled is asked for again at its price, once; a declined one is not', async () => {
  const ctx = await agency()
  const before = await balance(ctx)
  const { id: endedId } = await requestValuation(ctx, await asked(ctx))
  const again = { id: randomUUID(), endedId, quotedCredits: 20 }
  expect(await code(retryValuation(ctx, again))).toBe('valuation.not-ended')
  await cancelValuation(ctx, { id: endedId })
  expect(await code(retryValuation(ctx, { ...again, quotedCredits: 19 }))).toBe('quote.changed')
  await Promise.all([retryValuation(ctx, again), retryValuation(ctx, again)])
  await makeValuation({ ...ctx, id: again.id })
  expect(await getValuation(ctx, again.id)).toMatchObject({ status: 'ready', label: '12 Test Lane' })
  expect(await balance(ctx)).toMatchObject({ left: before.left - 20, held: 0 })

  const { id } = await requestValuation(ctx, await asked(ctx, manor))
  await makeValuation({ ...ctx, id })
  expect(await code(retryValuation(ctx, { ...again, id: randomUUID(), endedId: id }))).toBe(
    'valuation.not-ended',
  )
  expect(await code(retryValuation(await agency(), { ...again, id: randomUUID() }))).toBe('not-found')
})

test('R12: a broken valuation gives its credits back once, with the reason; a whole one does not', async () => {
  const ctx = await agency()
  const { id } = await requestValuation(ctx, await asked(ctx))
  await makeValuation({ ...ctx, id })
  expect(await code(reportBrokenValuation(ctx, { id }))).toBe('valuation.not-broken')
  expect(await code(reportBrokenValuation(await agency(), { id }))).toBe('not-found')
  await system().execute(sql`update valuations set grounds = '{"comparables": []}' where id = ${id}`)
  await Promise.all([reportBrokenValuation(ctx, { id }), reportBrokenValuation(ctx, { id })])
  await reportBrokenValuation(ctx, { id })
  const given = await system().execute(sql`
    select e.amount, n.reason from credit_entries e
      left join credit_notes n on n.workspace_id = e.workspace_id and n.seq = e.seq
    where e.workspace_id = ${ctx.workspaceId} and e.subject_id = ${id} order by e.seq`)
  expect(given).toMatchObject([{ amount: -20 }, { amount: 20, reason: expect.stringMatching(/are missing/) }])
})

test('R35: another workspace neither reads, cancels nor makes a valuation', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const { id } = await requestValuation(ours, await asked(ours))
  expect(await code(getValuation(theirs, id))).toBe('not-found')
  expect(await code(valuationProgress(theirs, id))).toBe('not-found')
  expect(await code(cancelValuation(theirs, { id }))).toBe('not-found')
  expect((await listValuations(theirs, { limit: 10 })).rows).toEqual([])
  await makeValuation({ workspaceId: theirs.workspaceId, id })
  // The positive control.
  expect(await getValuation(ours, id)).toMatchObject({ status: 'queued' })
  expect((await listValuations(ours, { limit: 10 })).rows).toHaveLength(1)
})

test('the list is searched, chosen from and paged without a gap', async () => {
  const ctx = await agency()
  const ids: string[] = []
  for (const label of ['1 Oak St', '2 Oak St', '3 100% Elm', '4 Oak St']) {
    ids.unshift((await requestValuation(ctx, await asked(ctx, { label }))).id)
  }
  await cancelValuation(ctx, { id: ids[0] ?? '' })
  const found = async (query: object) =>
    (await listValuations(ctx, { limit: 10, ...query })).rows.map((row) => row.label)
  expect(await found({ search: 'oak' })).toEqual(['4 Oak St', '2 Oak St', '1 Oak St'])
  expect(await found({ search: '0% e' })).toEqual(['3 100% Elm'])
  expect(await found({ search: '%' })).toEqual(['3 100% Elm'])
  expect(await found({ search: '98103', filter: 'ended' })).toEqual(['4 Oak St'])
  expect(await found({ filter: 'ready' })).toEqual([])
  const first = await listValuations(ctx, { limit: 3 })
  const second = await listValuations(ctx, { limit: 3, before: first.nextBefore ?? undefined })
  expect([first, second].flatMap(({ rows }) => rows.map((row) => row.id))).toEqual(ids)
  expect(second.nextBefore).toBeNull()
})

test('R42: beyond the free cancels of a day, a valuation in progress finishes and is charged as quoted', async () => {
  const ctx = await agency()
  const before = await balance(ctx)
  await countUse('free-cancel.workspace', ctx.workspaceId, useLimits['free-cancel.workspace'].most)
  const { id } = await requestValuation(ctx, await asked(ctx))
  await system().update(valuations).set({ status: 'running' }).where(eq(valuations.id, id))
  expect(await code(cancelValuation(ctx, { id }))).toBe('cancel.limit')
  await makeValuation({ ...ctx, id })
  expect(await getValuation(ctx, id)).toMatchObject({ status: 'ready' })
  expect(await balance(ctx)).toMatchObject({ left: before.left - 20, held: 0 })
})
