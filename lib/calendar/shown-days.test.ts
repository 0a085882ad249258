import { describe, expect, it } from 'vitest'
import { adjacentDay, shownDays } from './shown-days.ts'

describe('shown days', () => {
  it('shownDays returns a month in whole weeks from Monday to Sunday', () => {
    const november = shownDays('month', '2026-11-24')
    expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42])
    // February 2027 begins on a Monday and ends on a Sunday.
    expect(shownDays('month', '2027-02-10')).toHaveLength(28)
  })

  it('shownDays returns a week across months and a clock change', () => {
    expect(shownDays('week', '2026-03-29')).toEqual([
      '2026-03-23',
      '2026-03-24',
      '2026-03-25',
      '2026-03-26',
      '2026-03-27',
      '2026-03-28',
      '2026-03-29',
    ])
  })

  it('adjacentDay handles months of any length', () => {
    expect(adjacentDay('month', '2026-01-31', 1)).toBe('2026-02-01')
    expect(adjacentDay('month', '2026-03-31', -1)).toBe('2026-02-01')
    expect(adjacentDay('week', '2026-12-30', 1)).toBe('2027-01-06')
  })
})
