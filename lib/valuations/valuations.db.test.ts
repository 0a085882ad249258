import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { code } from '@/lib/core/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { refundIfBroken } from '@/lib/paid-work/refund'
import { requestWork, retryWork } from '@/lib/paid-work/request'
import { readProgress } from '@/lib/paid-work/rows'
import { cancelWork, settleWork } from '@/lib/paid-work/settle'
import { sweepWork } from '@/lib/paid-work/sweep'
import { testPaidWork } from '@/lib/paid-work/testing/contract'
import { getValuation } from './get-valuation'
import { listValuations } from './list-valuations'
import { makeValuation } from './make-valuation'
import { agency, balance, prepareCatalog, pricedRequest, request } from './testing'
import { valuationWork } from './valuation-work'

beforeAll(prepareCatalog)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

testPaidWork({
  work: valuationWork,
  request,
  otherwise: (home) => ({ ...home, bedrooms: 4 }),
  result: { estimateUsd: 2, lowUsd: 1, highUsd: 3, confidence: 'low', grounds: {} },
})

/** A house unlike any other nearby. */
const manor = { livingSqft: 12_000, lotSqft: 900_000, grade: 13, waterfront: true }

describe('a valuation', () => {
  test('R13: is held when requested and charged when ready', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const input = await pricedRequest(ctx)
    const { id } = await requestWork(valuationWork, ctx, input)
    const held = { left: before.left - input.quotedCredits, held: input.quotedCredits }
    expect(await balance(ctx)).toMatchObject(held)
    expect(await getValuation(ctx, id)).toMatchObject({ status: 'queued', result: null, paid: null })

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

  test('R13: without enough data is declined with the reason, and free', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx, manor))
    await makeValuation({ ...ctx, id })
    expect(await getValuation(ctx, id)).toMatchObject({
      status: 'declined',
      result: null,
      paid: null,
      failure: expect.stringContaining('No similar homes sold nearby'),
    })
    expect(await balance(ctx)).toEqual(before)
  })

  test('uses only sales before the valuation date', async () => {
    const ctx = await agency()
    const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx, { valuedOn: '2014-12-15' }))
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

  test('R3: is not metered on a plan with limits that does not list it', async () => {
    const ctx = await agency('limits')
    for (let i = 0; i < 3; i += 1) {
      const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
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
    expect(await code(requestWork(valuationWork, ctx, await pricedRequest(ctx, over)))).toBe(expected)
    expect(await balance(ctx)).toEqual(before)
  })

  test('R13: that throws is retried, then fails with a reference, and is free', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
    await system().execute(sql`update valuations set home = '{}'::jsonb where id = ${id}`)
    await expect(makeValuation({ ...ctx, id }, { last: false })).rejects.toThrow()
    expect(await readProgress(valuationWork, ctx, id)).toMatchObject({ status: 'running' })
    await makeValuation({ ...ctx, id })
    expect(await readProgress(valuationWork, ctx, id)).toMatchObject({ status: 'failed' })
    expect(await balance(ctx)).toEqual(before)
  })
})

test('R12, R13: a canceled valuation is retried once at its price; a declined one is not', async () => {
  const ctx = await agency()
  const before = await balance(ctx)
  const { id: endedId } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
  const again = { id: randomUUID(), endedId, quotedCredits: 20 }
  expect(await code(retryWork(valuationWork, ctx, again))).toBe('valuation.not-ended')
  await cancelWork(valuationWork, ctx, { id: endedId })
  expect(await code(retryWork(valuationWork, ctx, { ...again, quotedCredits: 19 }))).toBe('quote.changed')
  await Promise.all([retryWork(valuationWork, ctx, again), retryWork(valuationWork, ctx, again)])
  await makeValuation({ ...ctx, id: again.id })
  expect(await getValuation(ctx, again.id)).toMatchObject({ status: 'ready', label: '12 Test Lane' })
  expect(await balance(ctx)).toMatchObject({ left: before.left - 20, held: 0 })

  const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx, manor))
  await makeValuation({ ...ctx, id })
  expect(await code(retryWork(valuationWork, ctx, { ...again, id: randomUUID(), endedId: id }))).toBe(
    'valuation.not-ended',
  )
  expect(await code(retryWork(valuationWork, await agency(), { ...again, id: randomUUID() }))).toBe(
    'not-found',
  )
})

test('R13: the sweep releases the hold of a declined valuation whose process was killed', async () => {
  const ctx = await agency()
  const before = await balance(ctx)
  const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
  await system().execute(sql`update valuations set status = 'declined', finished_at = now() where id = ${id}`)
  await sweepWork(valuationWork)
  await settleWork(valuationWork, ctx.workspaceId, id)
  expect(await balance(ctx)).toEqual(before)
})

test('R12: a broken valuation is refunded once, with the reason; a sound one is not', async () => {
  const ctx = await agency()
  const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
  await makeValuation({ ...ctx, id })
  expect(await refundIfBroken(valuationWork, ctx, { id })).toBeNull()
  expect(await code(refundIfBroken(valuationWork, await agency(), { id }))).toBe('not-found')
  await system().execute(sql`update valuations set grounds = '{"comparables": []}' where id = ${id}`)
  await Promise.all([refundIfBroken(valuationWork, ctx, { id }), refundIfBroken(valuationWork, ctx, { id })])
  await refundIfBroken(valuationWork, ctx, { id })
  const given = await system().execute(sql`
    select e.amount, n.reason from credit_entries e
      left join credit_notes n on n.workspace_id = e.workspace_id and n.seq = e.seq
    where e.workspace_id = ${ctx.workspaceId} and e.subject_id = ${id} order by e.seq`)
  expect(given).toMatchObject([{ amount: -20 }, { amount: 20, reason: expect.stringMatching(/are missing/) }])
})

test('R35: another workspace cannot read, cancel or make a valuation', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const { id } = await requestWork(valuationWork, ours, await pricedRequest(ours))
  expect(await code(getValuation(theirs, id))).toBe('not-found')
  expect(await code(readProgress(valuationWork, theirs, id))).toBe('not-found')
  expect(await code(cancelWork(valuationWork, theirs, { id }))).toBe('not-found')
  expect((await listValuations(theirs, { limit: 10 })).rows).toEqual([])
  await makeValuation({ workspaceId: theirs.workspaceId, id })
  // The positive control.
  expect(await getValuation(ours, id)).toMatchObject({ status: 'queued' })
  expect((await listValuations(ours, { limit: 10 })).rows).toHaveLength(1)
})

test('listValuations searches, filters and pages without gaps', async () => {
  const ctx = await agency()
  const ids: string[] = []
  for (const label of ['1 Oak St', '2 Oak St', '3 100% Elm', '4 Oak St']) {
    ids.unshift((await requestWork(valuationWork, ctx, await pricedRequest(ctx, { label }))).id)
  }
  await cancelWork(valuationWork, ctx, { id: ids[0] ?? '' })
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
