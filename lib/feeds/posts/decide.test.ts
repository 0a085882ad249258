import { expect, test } from 'vitest'
import { decide } from './decide'

const state = { fresh: 3, price: 5, leftCredits: 100, paused: false, capCredits: null, spentCredits: 0 }

test.each([
  ['enough credits: all are created', {}, { now: 3, laterFor: null }],
  ['nothing new: nothing to decide', { fresh: 0 }, { now: 0, laterFor: null }],
  ['paused: all wait', { paused: true }, { now: 0, laterFor: 'paused' }],
  ['R33: using the whole balance needs approval', { leftCredits: 15 }, { now: 0, laterFor: 'balance' }],
  ['one credit more than the total is enough', { leftCredits: 16 }, { now: 3, laterFor: null }],
  [
    'R33: a big import that uses more than half of it needs approval',
    { fresh: 21, leftCredits: 200 },
    { now: 0, laterFor: 'balance' },
  ],
  [
    'a big import that uses less than half is created',
    { fresh: 21, leftCredits: 300 },
    { now: 21, laterFor: null },
  ],
  ['a spending limit lets through as many as fit', { capCredits: 14 }, { now: 2, laterFor: 'cap' }],
  ['credits spent in this cycle count', { capCredits: 14, spentCredits: 10 }, { now: 0, laterFor: 'cap' }],
  ['a spending limit of zero creates nothing', { capCredits: 0 }, { now: 0, laterFor: 'cap' }],
  ['a plan that does not count posts creates all', { price: 0, leftCredits: 0 }, { now: 3, laterFor: null }],
] as const)('%s', (_what, over, wanted) => {
  expect(decide({ ...state, ...over })).toEqual(wanted)
})
