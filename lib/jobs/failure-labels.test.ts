import { describe, expect, it } from 'vitest'
import { failureDetails, failureWords } from './failure-labels'

const query = (code: string, message = 'no', constraint?: string) => ({
  name: 'Error',
  message: 'Failed query: insert into "images" values ($1)\nparams: (left out)',
  cause: { name: 'PostgresError', message, code, ...(constraint && { constraint }) },
})

describe('R36: why a job was given up', () => {
  it.each([
    [query('23505', 'duplicate key', 'images_pkey'), /breaks a rule: images_pkey\.$/],
    [
      query('23514', 'new row for relation "images" violates check constraint "images_sane"'),
      /breaks a rule: images_sane\.$/,
    ],
    [query('40P01'), /Others wrote the same rows/],
    [query('57P01'), /could not be reached/],
    [query('ECONNREFUSED'), /database could not be reached/],
    [query('42P01'), /migrations/],
    [query('XX000'), /^A query of the database failed\.$/],
    [
      {
        name: 'TypeError',
        message: 'fetch failed',
        cause: { name: 'Error', message: 'no', code: 'ECONNREFUSED' },
      },
      /^A service refused/,
    ],
    [{ name: 'Error', message: 'job heartbeat timeout' }, /died, or it took too long/],
    [{ name: 'StripeInvalidRequestError', message: 'No such price' }, /^Stripe answered: No such price$/],
    [{ name: 'Error', message: 'The mail server said no\nand more' }, /^The mail server said no$/],
  ])('%j', (error, words) => {
    expect(failureWords(error)).toMatch(words)
    expect(failureWords(error)).not.toContain('Failed query')
  })

  it('names files by their place in the product, not on the machine', () => {
    const stack = `TypeError: no\n    at file://${process.cwd()}/lib/a.ts:1:2\n    at ${process.cwd()}/lib/b.ts:3:4`
    const details = failureDetails({ name: 'TypeError', message: 'no', stack })
    expect(details).toBe('TypeError: no\n    at lib/a.ts:1:2\n    at lib/b.ts:3:4')
  })

  it('has all of it for those who read the code', () => {
    const details = failureDetails(query('23505', 'duplicate key', 'images_pkey'))
    expect(details).toContain('Failed query: insert into "images"')
    expect(details).toContain('Caused by PostgresError: duplicate key\n(code 23505, rule images_pkey)')
  })
})
