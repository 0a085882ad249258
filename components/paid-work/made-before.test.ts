import { expect, test } from 'vitest'
import type { EarlierWork } from '@/lib/core/earlier-work'
import { madeBeforeTitle, madeBeforeWords } from './made-before'

const earlier: EarlierWork = {
  id: 'x',
  state: 'ready',
  at: '2026-11-28T03:00:00Z',
  byYou: true,
  by: 'Adam Ng',
}

test('R7: the note about earlier work says who made it, on which day there, and what another one costs', () => {
  expect(madeBeforeTitle(earlier, 'report', 'America/Los_Angeles')).toBe(
    'You made this report on Nov 27, 2026',
  )
  expect(madeBeforeTitle({ ...earlier, byYou: false }, 'valuation', 'UTC')).toBe(
    'Adam Ng made this valuation on Nov 28, 2026',
  )
  expect(madeBeforeTitle({ ...earlier, state: 'in-progress' }, 'report', 'UTC')).toBe(
    'This report is already being made',
  )
  expect(madeBeforeWords(earlier, 'report', 20)).toContain('Making another report costs 20 credits.')
  expect(madeBeforeWords(earlier, 'report', 0)).toContain('Making another report counts as another one.')
})
