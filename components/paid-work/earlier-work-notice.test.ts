import { expect, test } from 'vitest'
import type { EarlierWork } from '@/lib/core/earlier-work'
import { earlierWorkText, earlierWorkTitle } from './earlier-work-notice'

const earlier: EarlierWork = {
  id: 'x',
  state: 'ready',
  at: '2026-11-28T03:00:00Z',
  byYou: true,
  by: 'Adam Ng',
}

test('R7: the notice names who created the earlier work, its local date, and what another one costs', () => {
  expect(earlierWorkTitle(earlier, 'report', 'America/Los_Angeles')).toBe(
    'You created this report on Nov 27, 2026',
  )
  expect(earlierWorkTitle({ ...earlier, byYou: false }, 'valuation', 'UTC')).toBe(
    'Adam Ng created this valuation on Nov 28, 2026',
  )
  expect(earlierWorkTitle({ ...earlier, state: 'in-progress' }, 'report', 'UTC')).toBe(
    'This report is already in progress',
  )
  expect(earlierWorkText(earlier, 'report', 20)).toContain('Creating another report costs 20 credits.')
  expect(earlierWorkText(earlier, 'report', 0)).toContain(
    'Creating another report counts toward your monthly limit.',
  )
})
