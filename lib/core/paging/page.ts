import { asc, desc, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { assert } from '../assert'
import { type Cursor, decodeCursor } from './cursor'

/** The two columns a list is sorted by. Together they are unique, so no two rows share a position. */
export type ListOrder = { at: SQLWrapper; id: SQLWrapper }

/** A page of a list that shows the newest first: the newest rows, those before a position, or those after one. */
export type PageQuery = {
  limit: number
  /** The position that the page begins below: `nextBefore` of the page above it. */
  before?: Cursor | undefined
  /** The position that the page ends above: `previousAfter` of the page below it. `before` wins when both are given. */
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
    // `extract` answers with a numeric: the microseconds are exact, which a JavaScript date would cut off.
    cursor: sql<string>`(extract(epoch from ${order.at}) * 1000000)::bigint || '-' || ${order.id}`,
    where:
      before !== undefined
        ? olderThan(order, before)
        : after !== undefined
          ? newerThan(order, after)
          : undefined,
    orderBy: [direction(order.at), direction(order.id)],
    // One more row tells whether there is another page.
    limit: limit + 1,
  }
}

/** Rows below a position, compared as a pair and to the microsecond: none is skipped or repeated. */
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

/** The page of the rows that were found with `pageClauses` of the same query; `draw` makes what is shown of each. */
export function toPage<Found extends { cursor: string }, Row>(
  found: readonly Found[],
  { limit, before, after }: PageQuery,
  draw: (row: Found) => Row,
): Page<Row> {
  const shown = found.slice(0, limit)
  const more = found.length > limit
  const readBack = before === undefined && after !== undefined
  if (readBack) shown.reverse()
  return {
    rows: shown.map(draw),
    // Coming from below there are older rows, and coming from above newer ones.
    nextBefore: readBack || more ? (shown.at(-1)?.cursor ?? null) : null,
    previousAfter: (readBack ? more : before !== undefined) ? (shown[0]?.cursor ?? null) : null,
  }
}
