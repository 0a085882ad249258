import { column, instantOf, textOf } from './rows.ts'

/** Type of a field in SQL: rows are sent as one array per column and unpacked by `unnest`. */
type PgType = 'int' | 'smallint' | 'bigint' | 'uuid' | 'date' | 'timestamptz' | 'text' | 'jsonb'
/** The fields of a row that a statement writes. Column names are the same in snake case. */
export type Fields<T> = { [Field in keyof T]?: PgType }

type Statement = { text: string; values: string[] }
/** Builds the statement for many rows; null if there are none. The text is built once, so it is prepared once. */
export type Writer<T> = (rows: readonly T[]) => Statement | null

/** `from` selects the rows to insert: all of them, or a query over `rows`. */
export function insertRows<T extends object>(
  table: string,
  fields: Fields<T>,
  { from = 'select * from rows', onConflict = '' } = {},
): Writer<T> {
  const names = columnsOf(fields)
  return writer(
    fields,
    `with rows as (${unpacked(fields)}) insert into ${table} as t (${names}) ${from} ${onConflict}`,
  )
}

export function updateRows<T extends object>(
  table: string,
  keys: (keyof T & string)[],
  fields: Fields<T>,
): Writer<T> {
  const all = Object.keys(fields)
  const sets = all.filter((field) => !keys.some((key) => key === field)).map(snake)
  const matches = keys.map(snake).map((key) => `t.${key} = n.${key}`)
  return writer(
    fields,
    `update ${table} t set ${sets.map((name) => `${name} = n.${name}`).join(', ')}
      from (${unpacked(fields)}) n where ${matches.join(' and ')}`,
  )
}

function writer<T extends object>(fields: Fields<T>, text: string): Writer<T> {
  const readers = entriesOf(fields).map(([field, type]) => readerOf<T>(field, type))
  return (rows) => (rows.length === 0 ? null : { text, values: readers.map((read) => column(rows, read)) })
}

/** How a field is written inside an array literal. */
function readerOf<T>(field: keyof T, type: PgType): (row: T) => string | number | null {
  if (type === 'timestamptz') return (row) => instantOf(row[field] as number | null)
  if (type === 'text') return (row) => textOf(row[field] as string)
  if (type === 'jsonb') return (row) => (row[field] === null ? null : textOf(row[field] as string))
  return (row) => row[field] as string | number | null
}

function unpacked<T>(fields: Fields<T>): string {
  const arrays = entriesOf(fields).map(([, type], i) => `$${i + 1}::text::${type}[]`)
  return `select * from unnest(${arrays.join(', ')}) as r(${columnsOf(fields)})`
}

const entriesOf = <T>(fields: Fields<T>) => Object.entries(fields) as [keyof T, PgType][]
const columnsOf = <T>(fields: Fields<T>) => Object.keys(fields).map(snake).join(', ')
const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
