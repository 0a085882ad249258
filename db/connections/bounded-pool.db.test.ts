import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { afterAll, describe, expect, it } from 'vitest'
import { connect, connectDirect, disconnect, inWorkspace, type Queryable, system } from '../client.ts'
import { boundedPool, DatabaseBusyError, NestedConnectionError, runDetached } from './bounded-pool.ts'
import { RenewedClient } from './renewed-client.ts'

const client = new RenewedClient(() => connect({ max: 2 }))
afterAll(() => Promise.all([client.end(), disconnect()]))

/** The driver's or our own error, inside the one that Drizzle wraps around it. */
const causeOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Error && error.cause ? error.cause : error
}
const one = sql`select 1 as one`

describe('a second connection inside a transaction', () => {
  it('R41: fails for a query and for a transaction, even with free connections', async () => {
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

  it('is allowed on the transaction itself, after it, and in work that it does not wait for', async () => {
    await system().transaction(async (tx) => {
      await tx.execute(one)
      await tx.transaction((inner) => inner.execute(one))
    })
    let later: Promise<unknown> = Promise.resolve()
    let apart: Promise<unknown> = Promise.resolve()
    const done = Promise.withResolvers<void>()
    await system().transaction(async () => {
      later = done.promise.then(() => system().execute(one))
      apart = runDetached(async () => system().execute(one))
      // The query starts while the transaction is open.
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

  it('R41: times out with an error that says to retry, and the pool recovers', async () => {
    const db = pool(50, 10)
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    const holder = db.transaction(() => until)
    const refused = await causeOf(db.execute(one))
    expect(refused).toBeInstanceOf(DatabaseBusyError)
    release()
    await holder
    expect(await db.execute(one)).toHaveLength(1)
  })

  it('R41: is limited to a number of callers, refuses the next one immediately and serves the others in order', async () => {
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

  it('releases the connection after a failed query and a failed transaction', async () => {
    const db = pool(1_000, 10)
    await db.execute(sql`select 1 / 0`).catch(() => {})
    await db.transaction(() => Promise.reject(new Error('no'))).catch(() => {})
    expect(await db.execute(one)).toHaveLength(1)
  })
})

describe('R53: a transaction that loses its connection', () => {
  /** Ends the transaction's server process, and waits until the driver knows. */
  async function lose(tx: Queryable): Promise<void> {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    const other = connectDirect({ max: 1 })
    await other`select pg_terminate_backend(${row?.pid ?? 0}::int)`
    await other.end({ timeout: 5 })
    await new Promise((resolve) => setTimeout(resolve, 200))
  }

  // An error that nobody catches fails the run.
  it.each<[string, (tx: Queryable) => Promise<unknown>]>([
    ['and then commits', lose],
    ['and then queries', (tx) => lose(tx).then(() => tx.execute(one))],
    ['and then fails for another reason', (tx) => lose(tx).then(() => Promise.reject(new Error('no')))],
    [
      'and queries again after each error',
      async (tx) => {
        await lose(tx)
        for (let i = 0; i < 3; i += 1) await tx.execute(one).catch(() => {})
      },
    ],
    [
      'during a query',
      async (tx) => {
        const lost = lose(tx)
        await Promise.all([lost, tx.execute(sql`select pg_sleep(5)`)])
      },
    ],
  ])('%s: fails, and nothing else does', async (_, work) => {
    expect(await causeOf(system().transaction(work))).toMatchObject({
      code: expect.stringMatching(/^(57P01|CONNECTION_CLOSED)$/),
    })
    expect(await system().execute(one)).toHaveLength(1)
  })

  it('loses a nested transaction too', async () => {
    const nested = system().transaction((tx) => tx.transaction((inner) => lose(inner)))
    expect(await causeOf(nested)).toMatchObject({
      code: expect.stringMatching(/^(57P01|CONNECTION_CLOSED)$/),
    })
    expect(await system().execute(one)).toHaveLength(1)
  })

  it('keeps the types of rows on the connections that replace it', async () => {
    const types = sql`select now() as at, array[1, 2]::int[] as numbers, '{"a":1}'::jsonb as data`
    const before = await system().execute(types)
    await system()
      .transaction(lose)
      .catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 500))
    const [after] = await system().execute(types)
    expect(after).toMatchObject({ numbers: [1, 2], data: { a: 1 } })
    expect(typeof after?.at).toBe(typeof before[0]?.at)
  })
})

describe('limits of a connection', () => {
  const limits = sql`select name, setting::int as ms from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by 1`

  it('R41: limit statements, locks and idle transactions, with separate limits for long work', async () => {
    expect([...(await system().execute(limits))]).toEqual([
      { name: 'idle_in_transaction_session_timeout', ms: 60_000 },
      { name: 'lock_timeout', ms: 10_000 },
      { name: 'statement_timeout', ms: 30_000 },
    ])
    const long = connectDirect({ max: 1, long: true })
    const [row] = await long<{ ms: number }[]>`
      select setting::int as ms from pg_settings where name = 'statement_timeout'`
    await long.end({ timeout: 5 })
    expect(row?.ms).toBeGreaterThan(60_000)
  })

  it('R41: make PostgreSQL cancel a statement that takes too long', async () => {
    const late = system().transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = '20ms'`)
      await tx.execute(sql`select pg_sleep(30)`)
    })
    expect(await causeOf(late)).toMatchObject({ code: '57014' })
  })
})
