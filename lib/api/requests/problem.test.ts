import { expect, test } from 'vitest'
import { DatabaseBusyError } from '@/db/connections/bounded-pool'
import { failureOf } from '@/lib/core/action-state'
import { isBusy } from '@/lib/core/errors'
import { toProblem } from './problem'

test('R41: an overloaded database returns 503 and asks to try again', () => {
  const wrapped = new Error('Failed query', {
    cause: new DatabaseBusyError('no connection became free in 10000 ms'),
  })
  const failure = failureOf(wrapped, 'test')
  expect(failure).toMatchObject({ code: 'busy', message: expect.stringContaining('Try again') })
  expect(toProblem(failure)).toMatchObject({ status: 503 })
  expect(toProblem(failureOf(new Error('broken'), 'test'))).toMatchObject({ status: 500 })
})

test.each(['57014', '55P03', '53300'])(
  'isBusy recognizes PostgreSQL error %s, also as a nested cause',
  (code) => {
    expect(isBusy(Object.assign(new Error('canceled'), { code }))).toBe(true)
    expect(isBusy(new Error('outer', { cause: Object.assign(new Error('inner'), { code }) }))).toBe(true)
  },
)

test('isBusy ignores other errors and circular causes', () => {
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
