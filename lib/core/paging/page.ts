import { asc, desc, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { assert } from '../assert'
import { type Cursor, decodeCursor } from './cursor'

/** The two columns a list is sorted by. Together they are unique, so no two rows share a position. */
export type ListOrder = { at: SQLWrapper; id: SQLWrapper }

/** A page of a newest-first list: the newest rows, those before a position, or those after one. */
export type PageQuery = {
  limit: number
  /** Position above the page: `nextBefore` of the previous page. */
  before?: Cursor | undefined
  /** Position below the page: `previousAfter` of the next page. `before` takes precedence. */
  after?: Cursor | undefined
}

export type Page<Row> = {
  rows: Row[]
  /** Pass it as `before` for older rows; null at the end. */
  nextBefore: Cursor | null
  /** Pass it as `after` for newer rows; null on the newest page. */
  previousAfter: Cursor | null
}

/** The parts of the page's query. Select `cursor` with each row, and pass the rows to `toPage`. */
export type PageClauses = { cursor: SQL<string>; where: SQL | undefined; orderBy: SQL[]; limit: number }

export function pageClauses(order: ListOrder, { limit, before, after }: PageQuery): PageClauses {
  const readBack = before === undefined && after !== undefined
  const direction = readBack ? asc : desc
  return {
    // `extract` returns a numeric with exact microseconds, which a JavaScript date would truncate.
    cursor: sql<string>`(extract(epoch from ${order.at}) * 1000000)::bigint || '-' || ${order.id}`,
    where:
      before !== undefined
        ? olderThan(order, before)
        : after !== undefined
          ? newerThan(order, after)
          : undefined,
    orderBy: [direction(order.at), direction(order.id)],
    // One extra row shows whether there is another page.
    limit: limit + 1,
  }
}

/** Rows below a position, compared as a pair and to the microsecond, so none is skipped or repeated. */
function olderThan(order: ListOrder, cursor: Cursor): SQL {
  return sql`(${order.at}, ${order.id}) < ${positionOf(cursor)}`
}

function newerThan(order: ListOrder, cursor: Cursor): SQL {
  return sql`(${order.at}, ${order.id}) > ${positionOf(cursor)}`
}

function positionOf(cursor: Cursor): SQL {
  const decoded = decodeCursor(cursor)
  assert(decoded, 'a cursor is checked before it is used')
  return sql`(${decoded.at}::timestamptz, ${decoded.id})`
}

/** Builds the page from rows found with `pageClauses` of the same query; `mapRow` converts each row. */
export function toPage<Found extends { cursor: string }, Row>(
  found: readonly Found[],
  { limit, before, after }: PageQuery,
  mapRow: (row: Found) => Row,
): Page<Row> {
  const shown = found.slice(0, limit)
  const more = found.length > limit
  const readBack = before === undefined && after !== undefined
  if (readBack) shown.reverse()
  return {
    rows: shown.map(mapRow),
    // When paging back there are always older rows; when paging forward, newer ones.
    nextBefore: readBack || more ? (shown.at(-1)?.cursor ?? null) : null,
    previousAfter: (readBack ? more : before !== undefined) ? (shown[0]?.cursor ?? null) : null,
  }
}
