import { describe, expect, it } from 'vitest'
import { readStatementFilters } from '@/lib/billing/statement/statement-filters'
import { StatementQuery } from './inputs'

describe('R41: statement filters', () => {
  it.each(['0000-01-01', '0001-01-01', '9999-12-31'])(
    '%s is refused by the API and ignored on a page',
    (day) => {
      for (const name of ['from', 'to']) {
        expect(StatementQuery.safeParse({ [name]: day }).success).toBe(false)
        expect(readStatementFilters({ [name]: day })).toEqual({})
      }
    },
  )

  it('valid days are used', () => {
    const days = { from: '2026-11-01', to: '2026-11-30' }
    expect(StatementQuery.parse(days)).toMatchObject(days)
    expect(readStatementFilters(days)).toMatchObject(days)
  })
})
