import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import type { SubjectKind } from '@/lib/credits/shared/actions'
import { slotLimits } from '@/lib/rate-limits/limits'
import { capture, release, reserve } from './metered'
import { agency, balance, preparePrices } from './testing'

beforeAll(() => preparePrices({ 'image.generate': { credits: 1 } }))
afterAll(disconnect)

const { most } = slotLimits['running-work.workspace']
const start = (ctx: WorkspaceContext, kind: SubjectKind = 'image', key = randomUUID()) =>
  reserve(ctx, {
    action: 'image.generate',
    units: 1,
    quotedCredits: 1,
    key,
    subject: { kind, id: randomUUID() },
    leaseSeconds: 60,
  })

test('R42: out of 40 more jobs than allowed at the same time, exactly the allowed number start and the rest cost nothing', async () => {
  const ctx = await agency('credits', 1_000)
  const all = await Promise.allSettled(Array.from({ length: most + 40 }, () => start(ctx)))
  const started = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(started).toHaveLength(most)
  expect(all.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: {
      code: 'rate.limited',
      publicMessage:
        'Your workspace has reached the limit of 50 jobs in progress at a time. Wait until one finishes and try again.',
    },
  })
  expect(await balance(ctx)).toMatchObject({ held: most })

  // A job that ends frees its slot, whatever the outcome.
  await capture(ctx.workspaceId, started[0]?.holdId ?? '', 1)
  await release(ctx.workspaceId, started[1]?.holdId ?? '')
  expect(await code(start(ctx))).toBe('no refusal')
  expect(await code(start(ctx))).toBe('no refusal')
  expect(await code(start(ctx))).toBe('rate.limited')
})

test('R42: unpaid work and API work take no slot', async () => {
  const ctx = await agency('credits', most)
  for (let n = 0; n < most; n++) await start(ctx, 'api')
  for (let n = 0; n < most + 1; n++) expect(await code(start(ctx))).toBe('credits.insufficient')
})
