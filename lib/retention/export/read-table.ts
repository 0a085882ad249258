import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { system } from '@/db/client'

const ROWS_PER_QUERY = 200

/** The name of a column in the database: `createdAt` is `created_at`. */
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

type Key = { column: string; type: string }
type Row = { row: string; key: string[] }

export type Selection = {
  table: PgTable
  /** The column that says whose rows they are, such as `workspace_id`. */
  by: string
  id: number
  without?: readonly string[]
}

/**
 * The rows of a table that belong to a workspace or person, as JSON text, a page at a time in the order of the primary key: only
 * one page is in memory, and no query has to skip rows. The condition is the first of every query (R35).
 */
export async function* readTable({ table, by, id, without = [] }: Selection): AsyncGenerator<string[]> {
  const { name } = getTableConfig(table)
  const keys = keysOf(table).filter(({ column }) => column !== by)
  const hidden = sql`${`{${without.join(',')}}`}::text[]`
  const columns = sql.raw(keys.map(({ column }) => `t.${column}`).join(', '))
  const texts = sql.raw(`array[${keys.map(({ column }) => `t.${column}::text`).join(', ')}]::text[]`)
  let after: string[] | null = null
  for (;;) {
    const rows: Row[] = await system().execute<Row>(sql`
      select (to_jsonb(t) - ${hidden})::text as row, ${texts} as key from ${sql.raw(name)} t
      where ${sql.raw(`t.${by}`)} = ${id}${after ? sql` and (${columns}) > (${values(keys, after)})` : sql``}
      ${keys.length > 0 ? sql`order by ${columns}` : sql``} limit ${ROWS_PER_QUERY}`)
    if (rows.length > 0) yield rows.map(({ row }) => row)
    after = rows.at(-1)?.key ?? null
    if (rows.length < ROWS_PER_QUERY || keys.length === 0) return
  }
}

function keysOf(table: PgTable): Key[] {
  const { primaryKeys, columns } = getTableConfig(table)
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary)
  // Keys refer to copies of columns that don't know their type.
  const names = new Set(key.map(({ name }) => name))
  const own = Object.values(getTableColumns(table)).filter(({ name }) => names.has(name))
  return own.map((column) => ({
    column: snakeCase(column.name),
    type: column.getSQLType().replace(/^(big|small)?serial$/, 'bigint'),
  }))
}

const values = (keys: Key[], after: string[]): SQL =>
  sql.join(
    keys.map(({ type }, i) => sql`${after[i]}::text::${sql.raw(type)}`),
    sql`, `,
  )

/** Rows as a JSON array, in pieces. */
export async function* jsonArray(pages: AsyncGenerator<string[]>): AsyncGenerator<string> {
  let first = true
  yield '['
  for await (const rows of pages) {
    yield `${first ? '\n' : ',\n'}${rows.join(',\n')}`
    first = false
  }
  yield '\n]\n'
}
