import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { afterAll, describe, expect, it } from 'vitest'
import { boundedPool, DatabaseBusyError, detached, NestedConnectionError } from './bounded-pool.ts'
import { connect, disconnect, inWorkspace, system } from './client.ts'

const client = connect({ max: 2 })
afterAll(() => Promise.all([client.end({ timeout: 5 }), disconnect()]))

/** The driver's error, or ours, below what Drizzle wraps around it. */
const causeOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Error && error.cause ? error.cause : error
}
const one = sql`select 1 as one`

describe('a second connection inside a transaction', () => {
  it('R41: fails a query and a transaction, whether or not connections are free', async () => {
    const query = system().transaction(() => system().execute(one))
    expect(await causeOf(query)).toBeInstanceOf(NestedConnectionError)
    const workspace = inWorkspace(1, () => inWorkspace(2, async () => {}))
    expect(await causeOf(workspace)).toBeInstanceOf(NestedConnectionError)
    const deep = system().transaction(async () => {
      await Promise.resolve()
      await Promise.all([system().select({ one: sql`1` }).from(sql`(select 1) x`)])
    })
    expect(await causeOf(deep)).toBeInstanceOf(NestedConnectionError)
  })

  it('is fine on the transaction itself, after it, and for work that nobody in it waits for', async () => {
    await system().transaction(async (tx) => {
      await tx.execute(one)
      await tx.transaction((inner) => inner.execute(one))
    })
    let later: Promise<unknown> = Promise.resolve()
    let apart: Promise<unknown> = Promise.resolve()
    const done = Promise.withResolvers<void>()
    await system().transaction(async () => {
      later = done.promise.then(() => system().execute(one))
      apart = detached(async () => system().execute(one))
      // Its query begins while the transaction is open.
      await new Promise(setImmediate)
    })
    done.resolve()
    expect(await apart).toHaveLength(1)
    expect(await later).toHaveLength(1)
  })
})

describe('waiting for a connection', () => {
  const pool = (waitMs: number, mostWaiting: number) =>
    drizzle(
      boundedPool(client, {
        size: 1,
        waitMs,
        mostWaiting,
        onNesting: (error) => {
          throw error
        },
      }),
    )

  it('R41: ends after its time with an error that asks to try again, and then goes on', async () => {
    const db = pool(50, 10)
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    const holder = db.transaction(() => until)
    const refused = await causeOf(db.execute(one))
    expect(refused).toBeInstanceOf(DatabaseBusyError)
    release()
    await holder
    expect(await db.execute(one)).toHaveLength(1)
  })

  it('R41: is for so many callers; the next one is refused immediately; the others go in order', async () => {
    const db = pool(60_000, 2)
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    const holder = db.transaction(() => until)
    const order: number[] = []
    const waiting = [1, 2].map((n) => db.execute(one).then(() => order.push(n)))
    expect(await causeOf(db.execute(one))).toBeInstanceOf(DatabaseBusyError)
    release()
    await Promise.all([holder, ...waiting])
    expect(order).toEqual([1, 2])
  })

  it('gives the connection back after a failed query and a failed transaction', async () => {
    const db = pool(1_000, 10)
    await db.execute(sql`select 1 / 0`).catch(() => {})
    await db.transaction(() => Promise.reject(new Error('no'))).catch(() => {})
    expect(await db.execute(one)).toHaveLength(1)
  })
})

describe('limits of a connection', () => {
  const limits = sql`select name, setting::int as ms from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by 1`

  it('R41: bound a statement, a lock and an idle transaction; long work has its own', async () => {
    expect([...(await system().execute(limits))]).toEqual([
      { name: 'idle_in_transaction_session_timeout', ms: 60_000 },
      { name: 'lock_timeout', ms: 10_000 },
      { name: 'statement_timeout', ms: 30_000 },
    ])
    const long = connect({ max: 1, long: true })
    const [row] = await long<{ ms: number }[]>`
      select setting::int as ms from pg_settings where name = 'statement_timeout'`
    await long.end({ timeout: 5 })
    expect(row?.ms).toBeGreaterThan(60_000)
  })

  it('R41: a statement that takes too long is ended by PostgreSQL', async () => {
    const late = system().transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = '20ms'`)
      await tx.execute(sql`select pg_sleep(30)`)
    })
    expect(await causeOf(late)).toMatchObject({ code: '57014' })
  })
})
