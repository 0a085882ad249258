import { expect, test } from 'vitest'
import { decide } from './decide'

const standing = { fresh: 3, price: 5, leftCredits: 100, paused: false, capCredits: null, spentCredits: 0 }

test.each([
  ['enough credits: all are made', {}, { now: 3, laterFor: null }],
  ['nothing new: nothing to decide', { fresh: 0 }, { now: 0, laterFor: null }],
  ['paused: all wait', { paused: true }, { now: 0, laterFor: 'paused' }],
  ['R33: the rest of the balance is not spent unasked', { leftCredits: 15 }, { now: 0, laterFor: 'balance' }],
  ['one credit more than the total is enough', { leftCredits: 16 }, { now: 3, laterFor: null }],
  [
    'R33: nor more than half of it on many at once',
    { fresh: 21, leftCredits: 200 },
    { now: 0, laterFor: 'balance' },
  ],
  ['many that take less than half are made', { fresh: 21, leftCredits: 300 }, { now: 21, laterFor: null }],
  ['a spending limit lets through what it has room for', { capCredits: 14 }, { now: 2, laterFor: 'cap' }],
  ['what the cycle spent counts', { capCredits: 14, spentCredits: 10 }, { now: 0, laterFor: 'cap' }],
  ['a spending limit of nothing makes nothing', { capCredits: 0 }, { now: 0, laterFor: 'cap' }],
  ['a plan that does not count posts makes all', { price: 0, leftCredits: 0 }, { now: 3, laterFor: null }],
] as const)('%s', (_what, over, wanted) => {
  expect(decide({ ...standing, ...over })).toEqual(wanted)
})
