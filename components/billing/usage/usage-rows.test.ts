import { describe, expect, it } from 'vitest'
import type { UsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import type { SpendingLimitRow } from '@/lib/spending-limits/read-spending-limits'
import { actionRows, featureRows, memberRows } from './usage-rows'

const cycle = { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z', current: true }
const whole: UsageBreakdown = {
  cycle,
  cycles: [cycle],
  total: { credits: 45, times: 3 },
  byDay: [],
  byAction: [
    {
      action: 'report.generate',
      label: 'Generate a report',
      feature: 'Reports',
      unit: 'report',
      units: 2,
      credits: 40,
      times: 2,
    },
    {
      action: 'feed.post',
      label: 'Property feed post',
      feature: 'Property feed',
      unit: 'post',
      units: 1,
      credits: 5,
      times: 1,
    },
  ],
  byMember: [
    { memberId: 7, name: 'Ann Owner', credits: 40, times: 2 },
    { memberId: 0, name: 'Market Trak', credits: 5, times: 1 },
  ],
  byFeature: [
    { feature: 'Reports', credits: 40, times: 2 },
    { feature: 'Property feed', credits: 5, times: 1 },
  ],
}
const limit = (kind: SpendingLimitRow['kind'], subject: number, name: string, most: number | null) =>
  ({ kind, subject, name, mostCredits: most, usedCredits: 0, requests: [], raiseTo: 20 }) as SpendingLimitRow
const limits = [
  limit('member', 7, 'Ann Owner', 100),
  limit('member', 8, 'Mo Member', null),
  limit('action', 1, 'Generate a report', null),
  limit('action', 6, 'Instant Valuation', 30),
]

describe('usage tables', () => {
  it('R33: have a row for every limit the viewer sees, used or not', () => {
    const rows = memberRows({ whole, shown: whole, limits })
    expect(rows.map(({ name, credits, limit: one }) => [name, credits, one?.mostCredits])).toEqual([
      ['Ann Owner', 40, 100],
      ['Market Trak', 5, undefined],
      ['Mo Member', 0, null],
    ])
    const actions = actionRows({ whole, shown: whole, limits })
    expect(actions.map(({ action, credits }) => [action, credits])).toEqual([
      ['report.generate', 40],
      ['feed.post', 5],
      ['valuation.instant', 0],
    ])
  })

  it('R24: show only the selected day or action, and keep the other rows so that edits are not lost', () => {
    const shown = {
      total: { credits: 20, times: 1 },
      byAction: whole.byAction.slice(0, 1).map((sum) => ({ ...sum, credits: 20, times: 1 })),
      byMember: [{ memberId: 7, name: 'Ann Owner', credits: 20, times: 1 }],
      byFeature: [{ feature: 'Reports', credits: 20, times: 1 }],
    }
    const visible = memberRows({ whole, shown, limits }).filter(({ hidden }) => !hidden)
    expect(visible.map(({ name, credits }) => [name, credits])).toEqual([['Ann Owner', 20]])
    expect(memberRows({ whole, shown, limits })).toHaveLength(3)
    expect(actionRows({ whole, shown, limits }).map(({ hidden }) => hidden)).toEqual([false, true, true])
    expect(featureRows({ shown }).map(({ name }) => name)).toEqual(['Reports'])
  })

  it('R31: show a viewer without limits only usage', () => {
    expect(memberRows({ whole, shown: whole, limits: [] }).every((row) => row.limit === null)).toBe(true)
  })
})
