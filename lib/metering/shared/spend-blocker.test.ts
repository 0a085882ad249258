import { expect, it } from 'vitest'
import { obstacleTo } from './spend-blocker'

const asked = {
  units: 1,
  credits: 20,
  leftCredits: 100,
  spendingLimitLeftCredits: null,
  limit: null,
  stopped: false,
}
const limit = {
  metric: 'reports',
  limit: 10,
  used: 10,
  resetsAt: '2026-12-01T00:00:00.000Z',
  timeZone: 'UTC',
} as const

it.each([
  ['nothing', {}, null],
  ['a balance that just suffices', { leftCredits: 20 }, null],
  ['R11: a balance that does not', { leftCredits: 19 }, 'credits'],
  ['a spending limit that just suffices', { spendingLimitLeftCredits: 20 }, null],
  [
    'a spending limit that does not, though the balance would',
    { spendingLimitLeftCredits: 19 },
    'spending-limit',
  ],
  [
    'the balance before the spending limit: more of a spending limit would not help',
    { leftCredits: 5, spendingLimitLeftCredits: 5 },
    'credits',
  ],
  ['R3: a reached limit', { credits: 0, limit }, 'limit'],
  ['R3: more units than the limit leaves', { credits: 0, units: 3, limit: { ...limit, used: 8 } }, 'limit'],
  ['R3: as many units as the limit leaves', { credits: 0, units: 2, limit: { ...limit, used: 8 } }, null],
  ['R19: an ended plan before all', { stopped: true, leftCredits: 0, limit }, 'stopped'],
] as const)('%s', (_, change, expected) => {
  expect(obstacleTo({ ...asked, ...change })).toBe(expected)
})
