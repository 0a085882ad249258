import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { missing } from './errors'
import type { ObjectKinds } from './kinds'

const SCHEMA = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  create table if not exists objects (
    seq integer primary key autoincrement,
    id text not null unique,
    object text not null,
    json text not null
  );
  create index if not exists objects_by_kind on objects (object, seq);
  create index if not exists objects_by_customer on objects (object, json_extract(json, '$.customer'), seq);
  create table if not exists idempotency_keys (
    key text primary key,
    input_hash text not null,
    status integer not null,
    body text not null,
    saved_at_ms integer not null
  );
  create table if not exists deliveries (
    seq integer primary key autoincrement,
    event_id text not null,
    endpoint_id text not null,
    state text not null check (state in ('pending', 'delivered', 'given_up', 'lost')),
    attempts integer not null default 0,
    next_at_ms integer not null,
    last_status integer,
    last_error text,
    delivered_at_ms integer
  );
  create index if not exists deliveries_due on deliveries (state, next_at_ms);
  create table if not exists settings (name text primary key, json text not null);
`

export interface ListQuery {
  /** A JSON path such as `customer` or `recurring.interval`, and the required value. */
  where?: ReadonlyArray<readonly [path: string, value: string | number | boolean | null | readonly string[]]>
  created?: { gt?: number; gte?: number; lt?: number; lte?: number }
  startingAfter?: string
  endingBefore?: string
  limit?: number
}

/** Stripe objects as JSON rows in one SQLite file. With a write-ahead log, so commits survive kill -9. */
export class Store {
  readonly db: DatabaseSync
  private depth = 0

  constructor(file: string) {
    this.db = new DatabaseSync(file)
    this.db.exec(SCHEMA)
  }

  close(): void {
    this.db.close()
  }

  /** Runs a transaction. Nested calls join the outer one. Synchronous, so requests never interleave. */
  transaction<T>(work: () => T, keeps: (error: unknown) => boolean = () => false): T {
    if (this.depth > 0) return work()
    this.db.exec('begin immediate')
    this.depth++
    try {
      const result = work()
      this.db.exec('commit')
      return result
    } catch (error) {
      this.db.exec(keeps(error) ? 'commit' : 'rollback')
      throw error
    } finally {
      this.depth--
    }
  }

  put<K extends keyof ObjectKinds>(_kind: K, value: ObjectKinds[K]): ObjectKinds[K] {
    this.db
      .prepare(
        'insert into objects (id, object, json) values (?, ?, ?) on conflict (id) do update set json = excluded.json',
      )
      .run(value.id, _kind, JSON.stringify(value))
    return value
  }

  remove(id: string): void {
    this.db.prepare('delete from objects where id = ?').run(id)
  }

  find<K extends keyof ObjectKinds>(kind: K, id: string | null | undefined): ObjectKinds[K] | undefined {
    if (!id) return undefined
    const row = this.db.prepare('select json from objects where id = ? and object = ?').get(id, kind)
    return row && (JSON.parse(String(row.json)) as ObjectKinds[K])
  }

  need<K extends keyof ObjectKinds>(kind: K, id: string, param?: string): ObjectKinds[K] {
    const found = this.find(kind, id)
    if (!found) throw missing(kind.split('.').at(-1) ?? kind, id, param)
    return found
  }

  /** Any object by id alone, for `expand`. */
  findAny(id: string): Record<string, unknown> | undefined {
    const row = this.db.prepare("select json from objects where id = ? and object not like 'local.%'").get(id)
    return row && (JSON.parse(String(row.json)) as Record<string, unknown>)
  }

  /** Newest first, like all Stripe lists. */
  list<K extends keyof ObjectKinds>(kind: K, query: ListQuery = {}): ObjectKinds[K][] {
    const clauses = ['object = ?']
    const values: SQLInputValue[] = [kind]
    for (const [path, wanted] of query.where ?? []) {
      if (wanted === null) {
        clauses.push(`json_extract(json, '$.${path}') is null`)
        continue
      }
      const list = Array.isArray(wanted) ? wanted : [wanted]
      clauses.push(`json_extract(json, '$.${path}') in (${list.map(() => '?').join(', ')})`)
      values.push(...list.map((one) => (typeof one === 'boolean' ? Number(one) : one)))
    }
    const operators = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const
    for (const name of ['gt', 'gte', 'lt', 'lte'] as const) {
      const bound = query.created?.[name]
      if (bound === undefined) continue
      clauses.push(`json_extract(json, '$.created') ${operators[name]} ?`)
      values.push(bound)
    }
    if (query.startingAfter) {
      clauses.push('seq < (select seq from objects where id = ?)')
      values.push(query.startingAfter)
    }
    if (query.endingBefore) {
      clauses.push('seq > (select seq from objects where id = ?)')
      values.push(query.endingBefore)
    }
    const order = query.endingBefore ? 'asc' : 'desc'
    const rows = this.db
      .prepare(`select json from objects where ${clauses.join(' and ')} order by seq ${order} limit ?`)
      .all(...values, query.limit ?? -1)
    const found = rows.map((row) => JSON.parse(String(row.json)) as ObjectKinds[K])
    return query.endingBefore ? found.reverse() : found
  }

  setting<T>(name: string, fallback: T): T {
    const row = this.db.prepare('select json from settings where name = ?').get(name)
    return row ? (JSON.parse(String(row.json)) as T) : fallback
  }

  saveSetting(name: string, value: unknown): void {
    this.db
      .prepare('insert into settings values (?, ?) on conflict (name) do update set json = excluded.json')
      .run(name, JSON.stringify(value))
  }
}
