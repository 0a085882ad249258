import { expect, test } from 'vitest'
import { DatabaseBusyError } from '@/db/bounded-pool'
import { failureOf } from '@/lib/core/action-state'
import { isBusy } from '@/lib/core/errors'
import { problemOf } from './problem'

test('R41: an overloaded database is a 503 that asks to try again, not an unknown failure', () => {
  const wrapped = new Error('Failed query', {
    cause: new DatabaseBusyError('no connection became free in 10000 ms'),
  })
  const failure = failureOf(wrapped, 'test')
  expect(failure).toMatchObject({ code: 'busy', message: expect.stringContaining('Try again') })
  expect(problemOf(failure)).toMatchObject({ status: 503 })
  expect(problemOf(failureOf(new Error('broken'), 'test'))).toMatchObject({ status: 500 })
})

test.each(['57014', '55P03', '53300'])('PostgreSQL’s %s counts as busy, also below other causes', (code) => {
  expect(isBusy(Object.assign(new Error('canceled'), { code }))).toBe(true)
  expect(isBusy(new Error('outer', { cause: Object.assign(new Error('inner'), { code }) }))).toBe(true)
})

test('other failures, and circles of causes, do not', () => {
  const circle = new Error('circle')
  circle.cause = circle
  for (const other of [
    null,
    'text',
    new Error('x'),
    Object.assign(new Error('x'), { code: '23505' }),
    circle,
  ])
    expect(isBusy(other)).toBe(false)
})
