import { getTableName } from 'drizzle-orm'
import { personTables } from './person-tables'
import { jsonArray, readTable } from './read-table'

/** What we keep about a person, as JSON text in pieces: an object with an array per table. */
export async function* exportPerson(userId: number): AsyncGenerator<string> {
  yield '{'
  for (const [i, { table, by, without }] of personTables.entries()) {
    yield `${i === 0 ? '' : ','}\n${JSON.stringify(getTableName(table))}: `
    yield* jsonArray(readTable({ table, by, id: userId, without: without ?? [] }))
  }
  yield '}\n'
}
