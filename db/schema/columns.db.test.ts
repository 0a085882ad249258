import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, describe, expect, it } from 'vitest'
import { connect } from '../client.ts'
import * as schema from './index.ts'

const sql = connect({ max: 1 })
afterAll(() => sql.end({ timeout: 5 }))

/** The column's name in queries of the client. */
const snakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const tables: PgTable[] = Object.values(schema).filter((one) => is(one, PgTable))
const choices = tables.flatMap((table) =>
  Object.values(getTableColumns(table))
    .filter(({ enumValues, dataType }) => enumValues && dataType === 'string')
    .map((column) => ({
      table: getTableName(table),
      column: snakeCase(column.name),
      values: column.enumValues,
    })),
)

/** The literals of each check about this column, alone or with others: `status = ANY (ARRAY['a'::text, ...])`. */
async function checkedLists(table: string, column: string): Promise<string[][]> {
  const checks = await sql<{ text: string }[]>`
    select pg_get_constraintdef(c.oid) as text from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    where c.contype = 'c' and c.conrelid = ${table}::regclass and a.attname = ${column}`
  const list = new RegExp(`\\("?${column}"? = ANY \\(ARRAY\\[(.*?)\\]\\)`, 'g')
  return checks.flatMap(({ text }) =>
    [...text.matchAll(list)].map(([, items = '']) =>
      [...items.matchAll(/'([^']*)'/g)].map(([, one = '']) => one),
    ),
  )
}

describe('columns with a fixed list of values', () => {
  it('exist in many tables', () => expect(choices.length).toBeGreaterThan(35))

  it.each(choices)(
    '$column of $table: the database check matches the list',
    async ({ table, column, values }) => {
      expect(await checkedLists(table, column)).toContainEqual(values)
    },
  )
})
