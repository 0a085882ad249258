import { type Placeholder, sql } from 'drizzle-orm'
import type { PgRaw } from 'drizzle-orm/pg-core/query-builders/raw'
import type { PostgresJsSession } from 'drizzle-orm/postgres-js'
import type { Queryable } from '../client.ts'

/** The place of a value that each run passes, as the driver takes it: Drizzle converts no placeholders, so times are ISO strings. */
export type Given<Name extends string> = (name: Name) => Placeholder<Name>

type Values<Name extends string> = Record<Name, string | number | boolean>
type Runnable = { execute(values: Record<string, unknown>): Promise<unknown> }
type Selection = { prepare(name: string): Runnable }

/**
 * A read whose statement is built once per process and then run on any connection, with the values of each run. Building it takes
 * Drizzle longer than the driver needs to send it, so what every page reads is read like this. The text is the same each
 * time, so it's also prepared where statements are (bounded-pool.ts). Not for lists of values, whose text depends on their number.
 */
export function preparedRead<Name extends string, Query extends PromiseLike<unknown>>(
  build: (db: Queryable, given: Given<Name>) => Query,
): (db: Queryable, values: Values<Name>) => Promise<Awaited<Query>> {
  let built: ((session: Session) => Runnable) | undefined
  return (db, values) => {
    built ??= builtOn(build(db, sql.placeholder) as unknown as Selection | PgRaw<unknown>)
    return built(sessionOf(db)).execute(values) as Promise<Awaited<Query>>
  }
}

type Session = Pick<PostgresJsSession<never, never, never>, 'prepareQuery'> & { client: unknown }
/** Of a database or a transaction; `Queryable` leaves it out, because nothing else needs it. */
const sessionOf = (db: Queryable) => (db as unknown as { _: { session: Session } })._.session

/** Drizzle binds what it prepares to the connection on which it was built. */
function builtOn(query: Selection | PgRaw<unknown>): (session: Session) => Runnable {
  if (!('prepare' in query)) {
    const text = query.getQuery()
    return (session) => session.prepareQuery(text, undefined, undefined, false)
  }
  const prepared = query.prepare('read')
  return ({ client }) => Object.create(prepared, { client: { value: client } })
}
