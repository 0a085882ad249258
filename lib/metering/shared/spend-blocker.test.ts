import { expect, it } from 'vitest'
import { spendBlocker } from './spend-blocker'

const spend = {
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
  ['a balance that is just enough', { leftCredits: 20 }, null],
  ['R11: a balance that is not enough', { leftCredits: 19 }, 'credits'],
  ['a spending limit that is just enough', { spendingLimitLeftCredits: 20 }, null],
  [
    'a spending limit that is too low, with enough balance',
    { spendingLimitLeftCredits: 19 },
    'spending-limit',
  ],
  [
    'the balance before the spending limit, because raising the limit would not help',
    { leftCredits: 5, spendingLimitLeftCredits: 5 },
    'credits',
  ],
  ['R3: a limit that is reached', { credits: 0, limit }, 'limit'],
  ['R3: more units than the limit leaves', { credits: 0, units: 3, limit: { ...limit, used: 8 } }, 'limit'],
  ['R3: as many units as the limit leaves', { credits: 0, units: 2, limit: { ...limit, used: 8 } }, null],
  ['R19: an ended plan before everything else', { stopped: true, leftCredits: 0, limit }, 'stopped'],
] as const)('%s', (_, change, expected) => {
  expect(spendBlocker({ ...spend, ...change })).toBe(expected)
})
