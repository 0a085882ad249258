import { describe, expect, it } from 'vitest'
import { brokenConstraint, withoutShard } from './broken-constraint.ts'

const driverError = (message: string, constraint_name?: string) =>
  Object.assign(new Error(message), { code: '23505', ...(constraint_name && { constraint_name }) })

describe('R53: brokenConstraint', () => {
  it.each([
    [
      'the name of one PostgreSQL',
      driverError('duplicate key value violates unique constraint "users_email_lower"', 'users_email_lower'),
    ],
    [
      'the message of a shard',
      driverError('duplicate key value violates unique constraint "users_email_lower_102008"'),
    ],
    ['the name of a shard', driverError('duplicate key value', 'users_email_lower_1020081')],
    [
      'what Drizzle wrapped',
      new Error('Failed query', {
        cause: driverError('duplicate key value violates unique constraint "users_email_lower_102008"'),
      }),
    ],
  ])('reads %s', (_, error) => {
    expect(brokenConstraint(error)).toBe('users_email_lower')
  })

  it('reads a check of a shard', () => {
    const message =
      'new row for relation "auto_top_up_months_102010" violates check constraint "auto_top_up_months_maximum"'
    expect(brokenConstraint(driverError(message))).toBe('auto_top_up_months_maximum')
  })

  it.each([driverError('deadlock detected'), new Error('no'), 'no', {}])(
    'returns null for other errors',
    (error) => {
      expect(brokenConstraint(error)).toBeNull()
    },
  )
})

it('withoutShard removes the number of a shard and nothing else', () => {
  expect(withoutShard('DELETE on credit_entries_102092 is refused')).toBe(
    'DELETE on credit_entries is refused',
  )
  expect(withoutShard('column_2 of table_12')).toBe('column_2 of table_12')
})
