import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { aiCalls } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { subjectIds } from '@/lib/credits/shared/actions'
import { capture, quote, reserve } from '@/lib/metering/metered'
import { modelCalls } from './model-calls'

setTestEnv()
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

const DAY_MS = 86_400_000

test('R36: modelCalls groups by day, action and model, and counts the credits of each piece of work once', async () => {
  const ctx = await makeSubscriber('growth', 2_000)
  const now = await readMarketNow()
  const model = `writer-${randomUUID()}`
  const { credits } = await quote(ctx, 'report.generate')
  const report = randomUUID()
  const { holdId } = await reserve(ctx, {
    action: 'report.generate',
    units: 1,
    key: report,
    quotedCredits: credits,
    leaseSeconds: 60,
    subject: { kind: 'report', id: report },
  })
  await capture(ctx.workspaceId, holdId, 1)
  const call = (over: Partial<typeof aiCalls.$inferInsert>) => ({
    workspaceId: ctx.workspaceId,
    calledAt: now,
    subjectKind: subjectIds.report,
    subjectId: report,
    provider: 'test',
    model,
    outcome: 'ok',
    durationMs: 900,
    ...over,
  })
  await system()
    .insert(aiCalls)
    .values([
      call({ calledAt: new Date(now.getTime() - 60_000), outcome: 'busy' }),
      call({ inputTokens: 1_000, outputTokens: 400, costMicroUsd: 5_200 }),
      // On a limits plan, and before the requested days.
      call({ subjectId: randomUUID(), calledAt: new Date(now.getTime() - 3 * DAY_MS), inputTokens: 7 }),
      call({ subjectId: randomUUID(), calledAt: new Date(now.getTime() - 8 * DAY_MS) }),
    ])

  const { rows, total, whole } = await modelCalls(7)
  const own = rows.filter((row) => row.model === model)
  const reports = own.filter(({ action }) => action === 'report.generate')
  expect(whole).toBe(true)
  // Around midnight the report's two calls fall on two days.
  expect(reports.reduce((sum, row) => sum + row.callsCount, 0)).toBe(2)
  expect(reports.flatMap((row) => row.outcomes.map(({ outcome }) => outcome)).toSorted()).toEqual([
    'busy',
    'ok',
  ])
  expect(reports[0]).toMatchObject({
    day: now.toISOString().slice(0, 10),
    inputTokens: 1_000,
    outputTokens: 400,
    costMicroUsd: 5_200,
    credits,
  })
  expect(reports.reduce((sum, row) => sum + row.credits, 0)).toBe(credits)
  expect(own.filter(({ action }) => action === null)).toMatchObject([
    { work: 'report', callsCount: 1, unpricedCount: 1, costMicroUsd: 0, inputTokens: 7, credits: 0 },
  ])
  expect(total.callsCount).toBe(rows.reduce((sum, row) => sum + row.callsCount, 0))
  expect(total.credits).toBeGreaterThanOrEqual(credits)
})
