import { describe, expect, it } from 'vitest'
import { failureDetails, failureMessage } from './failure-labels'

const query = (code: string, message = 'no', constraint?: string) => ({
  name: 'Error',
  message: 'Failed query: insert into "images" values ($1)\nparams: (left out)',
  cause: { name: 'PostgresError', message, code, ...(constraint && { constraint }) },
})

describe('R36: failureWords', () => {
  it.each([
    [query('23505', 'duplicate key', 'images_pkey'), /violates a constraint: images_pkey\.$/],
    [
      query('23514', 'new row for relation "images" violates check constraint "images_sane"'),
      /violates a constraint: images_sane\.$/,
    ],
    [query('40P01'), /changed the same rows/],
    [query('57P01'), /Could not connect to the database/],
    [query('ECONNREFUSED'), /Could not connect to the database/],
    [query('42P01'), /migrations/],
    [query('XX000'), /^A database query failed\.$/],
    [
      {
        name: 'TypeError',
        message: 'fetch failed',
        cause: { name: 'Error', message: 'no', code: 'ECONNREFUSED' },
      },
      /^A service refused/,
    ],
    [{ name: 'Error', message: 'job heartbeat timeout' }, /died, or the job took too long/],
    [
      { name: 'StripeInvalidRequestError', message: 'No such price' },
      /^Stripe returned an error: No such price$/,
    ],
    [{ name: 'Error', message: 'The mail server said no\nand more' }, /^The mail server said no$/],
  ])('%j', (error, message) => {
    expect(failureMessage(error)).toMatch(message)
    expect(failureMessage(error)).not.toContain('Failed query')
  })

  it('failureDetails shows file paths relative to the installation', () => {
    const stack = `TypeError: no\n    at file://${process.cwd()}/lib/a.ts:1:2\n    at ${process.cwd()}/lib/b.ts:3:4`
    const details = failureDetails({ name: 'TypeError', message: 'no', stack })
    expect(details).toBe('TypeError: no\n    at lib/a.ts:1:2\n    at lib/b.ts:3:4')
  })

  it('failureDetails includes the whole chain of causes', () => {
    const details = failureDetails(query('23505', 'duplicate key', 'images_pkey'))
    expect(details).toContain('Failed query: insert into "images"')
    expect(details).toContain('Caused by PostgresError: duplicate key\n(code 23505, constraint images_pkey)')
  })
})
