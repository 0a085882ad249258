import { describe, expect, it } from 'vitest'
import { safeError, safeText } from './safe-error'

/** Errors as thrown by Drizzle and postgres.js. */
function failedQuery(): Error {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "users_email"'), {
    name: 'PostgresError',
    code: '23505',
    constraint_name: 'users_email',
    detail: 'Key (email)=(ann@agency.test) already exists.',
  })
  const message =
    'Failed query: insert into "users" ("email", "name") values ($1, $2)\nparams: ann@agency.test,Ann\nLee'
  return Object.assign(new Error(message, { cause }), {
    query: 'insert',
    params: ['ann@agency.test', 'Ann\nLee'],
  })
}

describe('safeError', () => {
  it('keeps what failed and where, without the values of the query', () => {
    const safe = safeError(failedQuery())
    expect(safe).toMatchObject({
      message: 'Failed query: insert into "users" ("email", "name") values ($1, $2)\nparams: (left out)',
      cause: { code: '23505', constraint: 'users_email' },
    })
    expect(safe.stack).toContain('safe-error.test')
    expect(JSON.stringify(safe)).not.toMatch(/ann@|Ann|Lee/)
  })

  it('works the same for an error stored by the job queue', () => {
    const kept = JSON.parse(JSON.stringify({ ...failedQuery(), message: failedQuery().message }))
    expect(JSON.stringify(safeError(kept))).not.toMatch(/ann@|Ann|Lee/)
    expect(safeError(null)).toEqual({ name: 'Error', message: 'null' })
    expect(safeError({})).toEqual({ name: 'Error', message: 'no message' })
  })

  it('stops at a long chain of causes', () => {
    const loop: { message: string; cause?: unknown } = { message: 'again' }
    loop.cause = loop
    expect(JSON.stringify(safeError(loop)).match(/again/g)).toHaveLength(5)
  })

  it('hides truncated and multi-line values', () => {
    const long = 'Ann Lee '.repeat(10_000)
    for (const start of [
      'Failing row contains (7, ',
      'Key (name)=(',
      'invalid input syntax for type uuid: "',
      'Failed query: x\nparams: ',
    ])
      expect(safeText(`${start}${long}`)).not.toContain('Ann')
    expect(safeText('Key (name)=(Ann\nLee) already exists.')).toBe('Key (name)=(left out) already exists.')
  })

  it('R41: limits the length and runs in linear time', () => {
    const worst = [
      'a',
      '\n',
      'a@',
      'Failing row contains (',
      ')=(',
      '+1 ',
      'Bearer ',
      'a://',
      '?',
      '?a=',
      'token',
      'token=',
      'eyJ',
      '/feeds/',
      '\nparams:',
      'invalid input syntax for a: "',
    ]
    for (const piece of worst) {
      const text = piece.repeat(1_000_000 / piece.length)
      const start = performance.now()
      expect(safeText(text).length).toBeLessThan(5_000)
      expect(performance.now() - start, piece).toBeLessThan(1_000)
    }
    const large = Object.assign(new Error('x'.repeat(500_000)), {
      name: 'n'.repeat(5_000),
      code: 'c'.repeat(5_000),
    })
    large.cause = large
    expect(JSON.stringify(safeError(large)).length).toBeLessThan(60_000)
  })

  it.each([
    ['Key (email)=(ann@agency.test) already exists.', 'Key (email)=(left out) already exists.'],
    ['Failing row contains (7, Ann Lee, (206) 555-0100).', 'Failing row contains (left out).'],
    ['invalid input syntax for type uuid: "Ann Lee"', 'invalid input syntax for type uuid: (left out)'],
    ['mail to <ann@agency.test> refused', 'mail to <(left out)> refused'],
    ['Invalid API Key provided: sk_test_abcdefgh', 'Invalid API Key provided: (left out)'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer (left out)'],
    ['postgres://market:secret@db:5432/market', 'postgres://(left out)@db:5432/market'],
    ['call +1 (206) 555-0100 now', 'call (left out) now'],
    ["Cannot read properties of null (reading 'write')", "Cannot read properties of null (reading 'write')"],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
  ])('%s', (text, safe) => expect(safeText(text)).toBe(safe))
})
