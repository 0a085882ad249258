import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { rateCards } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { actionIds } from '@/lib/credits/shared/actions'
import { charge, grant, hold, makeWorkspace } from '@/lib/credits/testing'
import type { BalanceExplanation } from './balance-explanation.ts'
import { explainBalance } from './explain-balance.ts'

let ctx: WorkspaceContext
let explanation: BalanceExplanation

beforeAll(async () => {
  await system()
    .insert(rateCards)
    .values({ version: 1, effectiveAt: new Date('2026-01-01'), note: 'First' })
    .onConflictDoNothing()
  const made = await makeWorkspace()
  ctx = { ...made, role: 'owner' }
  const { workspaceId, userId } = made
  await post(workspaceId, grant(50, { actorId: userId }))
  for (const credits of [20, 20]) await post(workspaceId, charge(credits, undefined, { actorId: userId }))
  await post(workspaceId, charge(5, undefined, { action: actionIds['image.edit'] }))
  await post(workspaceId, { ...hold(10), actorId: userId })
  explanation = await explainBalance(ctx)
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

describe('explainBalance', () => {
  it('R10: adds up by changes and by parts', () => {
    expect(explanation).toMatchObject({ balanceCredits: 105, availableCredits: 95, openingCredits: 0 })
    const happened = explanation.changes.reduce(
      (credits, change) => credits + change.credits,
      explanation.openingCredits,
    )
    const there = explanation.parts.reduce((credits, part) => credits + part.credits, 0)
    expect([happened, there]).toEqual([105, 105])
  })

  it('uses the labels of the statement', () => {
    expect(explanation.changes).toEqual([
      { what: 'Monthly allowance', action: null, credits: 100, times: 1, rateVersion: null },
      { what: 'Credits bought', action: null, credits: 50, times: 1, rateVersion: null },
      { what: 'Generate a report', action: 'report.generate', credits: -40, times: 2, rateVersion: 1 },
      { what: 'Edit an AI image', action: 'image.edit', credits: -5, times: 1, rateVersion: 1 },
    ])
    expect(explanation.latest.map((row) => row.seq)).toEqual([5, 4, 3, 2, 1])
    expect(explanation.lots).toMatchObject([{ what: '50 credits bought', seq: 2, leftCredits: 50 }])
    expect(explanation.rateCards).toMatchObject([{ version: 1 }])
  })

  it('R13: lists the work that holds credits, with links', () => {
    expect(explanation.running).toMatchObject([{ what: 'Generate a report', credits: 10, who: 'Tess Ter' }])
    expect(explanation.running[0]?.href).toMatch(/^\/reports\//)
    expect(explanation.moreRunning).toBe(0)
  })

  it('explains now for a future or invalid time, and nothing before the first cycle', async () => {
    for (const at of ['2999-01-01T00:00:00Z', 'yesterday'])
      expect(await explainBalance(ctx, at)).toMatchObject({ balanceCredits: 105 })
    expect(await explainBalance(ctx, '2020-01-01T00:00:00Z')).toMatchObject({
      balanceCredits: 0,
      cycle: null,
    })
  })

  it('R35: excludes other workspaces', async () => {
    const other = await makeWorkspace()
    const theirs = await explainBalance({ ...other, role: 'owner' })
    expect(theirs.changes).toMatchObject([{ what: 'Monthly allowance' }])
    expect(theirs.running).toEqual([])
  })
})
