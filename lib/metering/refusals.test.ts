import { expect, it } from 'vitest'
import { refusalFor } from './refusals.ts'

const refused = { ok: false as const, code: 'insufficient' as const, cost: 20, left: 5 }
const DAY = 86_400_000
const cycleEnd = Date.UTC(2026, 11, 28)

it('R4, R11: a trial without enough credits is sent to the plans, with no reset to wait for', () => {
  const ends = cycleEnd - 16 * DAY
  const refusal = refusalFor(refused, 'report.generate', { cycleEnd, fundedUntil: ends, spendUntil: ends })
  expect(refusal.publicMessage).toMatch(/costs 20 credits\. You have 5 left\. Choose a plan to get more\.$/)
  expect(refusal.details).toEqual({ cost: 20, left: 5, href: expect.stringMatching(/#plans$/) })
})

it('R11: a plan without enough credits can buy credits, upgrade or wait for its reset', () => {
  const refusal = refusalFor(refused, 'report.generate', {
    cycleEnd,
    fundedUntil: cycleEnd,
    spendUntil: null,
  })
  expect(refusal.publicMessage).toMatch(/Buy credits, upgrade, or wait for the reset\.$/)
  expect(refusal.details).toMatchObject({
    resetsAt: new Date(cycleEnd).toISOString(),
    href: expect.stringMatching(/#packs$/),
  })
})
