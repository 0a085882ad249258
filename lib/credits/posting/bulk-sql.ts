import { column, instantOf, textOf } from './rows.ts'

/** Type of a field in SQL: rows are sent as one array per column and unpacked by `unnest`. */
type PgType = 'int' | 'smallint' | 'bigint' | 'uuid' | 'date' | 'timestamptz' | 'text' | 'jsonb'
/** The fields of a row that a statement writes. Column names are the same in snake case. */
export type Fields<T> = { [Field in keyof T]?: PgType }

type Row = { workspaceId: number }
/** Without values, it is sent as it is and not prepared. */
export type Statement = { text: string; values: (string | null)[] | null }

/** Builds a statement that writes many rows. */
export type Writer<T> = {
  /** For any number of workspaces. The text is built once, so it is prepared once. Null if there are no rows. */
  ofMany(rows: readonly T[]): Statement | null
  /**
   * For rows of one workspace, in the form that Citus routes to its shard (R53): the id and the rows are constants. A
   * query over `unnest` would run on the coordinator and take twenty times as long. A single row is prepared, which
   * takes Citus half the time. Null if there are no rows.
   */
  ofOne(rows: readonly T[]): Statement | null
}

export function insertRows<T extends Row>(table: string, fields: Fields<T>, onConflict = ''): Writer<T> {
  const readers = readersOf(fields)
  const into = `insert into ${table} as t (${columnsOf(fields)})`
  const text = `${into} ${unpacked(fields, (i) => `$${i + 1}::text`)} ${onConflict}`
  const textOfRow = `${into} values (${readers.map(({ parameter }) => parameter).join(', ')}) ${onConflict}`
  return {
    ofMany: (rows) => (rows.length === 0 ? null : { text, values: arraysOf(rows, readers) }),
    ofOne(rows) {
      const [row] = rows
      if (!row) return null
      if (rows.length === 1) return { text: textOfRow, values: readers.map(({ value }) => value(row)) }
      const listed = rows.map((row) => `(${readers.map(({ constant }) => constant(row)).join(', ')})`)
      return { text: `${into} values ${listed.join(', ')} ${onConflict}`, values: null }
    },
  }
}

export function updateRows<T extends Row>(
  table: string,
  keys: (keyof T & string)[],
  fields: Fields<T>,
): Writer<T> {
  const readers = readersOf(fields)
  const isKey = (field: string) => keys.some((key) => key === field)
  const changed = readers.filter(({ field }) => !isKey(field))
  const sets = changed.map(({ name }) => `${name} = n.${name}`).join(', ')
  const others = readers.filter(({ field }) => isKey(field) && field !== 'workspaceId')
  const matches = others.map(({ name }) => ` and t.${name} = n.${name}`).join('')
  const assigned = changed.map(({ name, parameter }) => `${name} = ${parameter}`).join(', ')
  const found = readers
    .filter(({ field }) => isKey(field))
    .map(({ name, parameter }) => `t.${name} = ${parameter}`)
    .join(' and ')
  const textOfRow = `update ${table} t set ${assigned} where ${found}`
  const update = (rows: string) => `update ${table} t set ${sets} from (${rows}) n where t.workspace_id = `
  const text = `${update(unpacked(fields, (i) => `$${i + 1}::text`))}n.workspace_id${matches}`
  return {
    ofMany: (rows) => (rows.length === 0 ? null : { text, values: arraysOf(rows, readers) }),
    ofOne(rows) {
      const [row] = rows
      if (!row) return null
      if (rows.length > 1) {
        const arrays = arraysOf(rows, readers)
        const from = unpacked(fields, (i) => quoted(arrays[i] ?? ''))
        return { text: `${update(from)}${row.workspaceId}${matches}`, values: null }
      }
      return { text: textOfRow, values: readers.map(({ value }) => value(row)) }
    },
  }
}

/**
 * Adds up rows with the same key, in the order of the first of each. An upsert can't change a row twice.
 */
export function addUp<T extends Row>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  add: (sum: T, row: T) => T,
): T[] {
  if (rows.length < 2) return [...rows]
  const sums = new Map<string, T>()
  for (const row of rows) {
    const key = `${row.workspaceId} ${keyOf(row)}`
    const sum = sums.get(key)
    sums.set(key, sum ? add(sum, row) : row)
  }
  return [...sums.values()]
}

type Reader<T> = {
  field: string
  name: string
  /** The value inside an array literal. */
  element(row: T): string | number | null
  /** The value as an SQL constant, of the column's type. */
  constant(row: T): string
  /** The parameter that has the value in a statement of one row. */
  parameter: string
  value(row: T): string | null
}

/** Types whose values the driver sends as they are. It would convert others. */
const SENT_AS_TEXT: ReadonlySet<PgType> = new Set(['int', 'smallint', 'bigint', 'uuid'])

function readersOf<T>(fields: Fields<T>): Reader<T>[] {
  return entriesOf(fields).map(([field, type], i) => {
    const plain = plainOf<T>(field, type)
    const isText = type === 'text' || type === 'jsonb'
    return {
      field: String(field),
      name: snake(String(field)),
      element: isText ? (row: T) => inArray(plain(row)) : plain,
      constant: (row: T) => constantOf(plain(row)),
      parameter: SENT_AS_TEXT.has(type) ? `$${i + 1}::${type}` : `$${i + 1}::text::${type}`,
      value: (row: T) => {
        const value = plain(row)
        return value === null ? null : String(value)
      },
    }
  })
}

const inArray = (value: string | number | null) => (value === null ? null : textOf(String(value)))
const constantOf = (value: string | number | null) => (value === null ? 'null' : quoted(String(value)))

/** A string constant. Backslashes are plain characters in it (`standard_conforming_strings`). */
const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`

function plainOf<T>(field: keyof T, type: PgType): (row: T) => string | number | null {
  if (type === 'timestamptz') return (row) => instantOf(row[field] as number | null)
  return (row) => row[field] as string | number | null
}

const arraysOf = <T>(rows: readonly T[], readers: readonly Reader<T>[]) =>
  readers.map(({ element }) => column(rows, element))

function unpacked<T>(fields: Fields<T>, array: (index: number) => string): string {
  const arrays = entriesOf(fields).map(([, type], i) => `${array(i)}::${type}[]`)
  return `select * from unnest(${arrays.join(', ')}) as r(${columnsOf(fields)})`
}

const entriesOf = <T>(fields: Fields<T>) => Object.entries(fields) as [keyof T, PgType][]
const columnsOf = <T>(fields: Fields<T>) => Object.keys(fields).map(snake).join(', ')
const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
