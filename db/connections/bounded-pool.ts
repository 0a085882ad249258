import { AsyncLocalStorage } from 'node:async_hooks'
import { channel } from 'node:diagnostics_channel'
import type postgres from 'postgres'
import type { RenewedClient } from './renewed-client.ts'
import { RepeatedStatements } from './repeated-statements.ts'

/**
 * The driver's pool lets callers wait forever, and lets a caller hold one connection while waiting for a second: once
 * all connections are held that way, they wait for each other forever. This pool limits waiting and detects a second
 * connection inside a transaction the first time it happens, not only when requests race (R41).
 */

/** All connections were in use for too long. Callers respond with 503 and ask to retry. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError'
  readonly code = 'DATABASE_BUSY'
}

/** A transaction requested a second connection from the pool it already holds one of. */
export class NestedConnectionError extends Error {
  override readonly name = 'NestedConnectionError'
  readonly code = 'NESTED_CONNECTION'
}

type Options = {
  size: number
  /** How long a caller waits for a connection. */
  waitMs: number
  /** How many callers can wait; the next one is refused immediately. */
  mostWaiting: number
  /** Called when a transaction requests a second connection. Tests throw here. */
  onNesting(error: NestedConnectionError): void
}

type Transactions = AsyncLocalStorage<Transaction>
// On globalThis like the pool itself, because a server may load this module more than once.
const held = globalThis as typeof globalThis & { marketTrakTransactions?: Transactions }
held.marketTrakTransactions ??= new AsyncLocalStorage()
const inTransaction = held.marketTrakTransactions

/** Whether this code runs inside an open transaction. */
export const isInTransaction = (): boolean => inTransaction.getStore()?.open === true

/** Starts work that no transaction waits for, such as a timer, so that its queries don't count as nested. */
export function runDetached<T>(work: () => T): T {
  return inTransaction.exit(work)
}

/** How many connections are used and how many callers wait. */
export type PoolState = { size: number; used: number; waiting: number }
/** Published for each caller that waited or was refused, for metrics. */
export type PoolWait = { seconds: number; outcome: 'connected' | 'refused' }

export const POOL_WAITS = 'market-trak.database.wait'
const waits = channel(POOL_WAITS)
const STATE = Symbol.for('market-trak.database.state')

/** Published with each statement that is sent, for tests that count them. */
export const STATEMENTS = 'market-trak.database.statement'
const statements = channel(STATEMENTS)
const repeated = new RepeatedStatements()
type Statement = Parameters<postgres.Sql['unsafe']>

/** The driver would send a statement without parameters as plain text. Its types don't know that option. */
const PREPARED = { prepare: true, simple: false }

/** Not several statements in one text, and none that changes the session. */
const isPreparable = (text: string) =>
  /^\s*(select|with|insert|update|delete)\b/i.test(text) && !text.includes(';')

/** Through a pooler, the driver prepares nothing whatever is asked here. */
function send(sql: Pick<postgres.Sql, 'unsafe'>, [text, parameters, options]: Statement) {
  if (statements.hasSubscribers) statements.publish(text)
  const prepare = isPreparable(text) && repeated.use(text)
  return sql.unsafe(text, parameters, prepare ? { ...options, ...PREPARED } : options)
}

/** The state of a bounded pool. */
export function readPoolState(pool: postgres.Sql): PoolState {
  return (Reflect.get(pool, STATE) as () => PoolState)()
}

type Waiter = { start(): void; timer: NodeJS.Timeout }

/** A client with limited waiting and a nesting check in front of `unsafe` and `begin`, which Drizzle uses. */
export function boundedPool(client: RenewedClient, options: Options): postgres.Sql {
  const slots = new Slots(options)

  function mustNotNest(): void {
    if (!isInTransaction()) return
    const error = new NestedConnectionError(
      'A transaction requested a second connection from its own pool. Pass the transaction on, or read before it begins.',
    )
    options.onNesting(error)
  }

  async function begin(work: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<unknown> {
    mustNotNest()
    await slots.take()
    const transaction = { open: true }
    try {
      return await client.current.begin((tx) =>
        inTransaction.run(transaction, () => whileOpen(transaction, tx, work)),
      )
    } catch (error) {
      client.noteError(error)
      throw error
    } finally {
      transaction.open = false
      slots.give()
    }
  }

  const unsafe = (...query: Statement) =>
    new BoundedQuery(async (asValues) => {
      mustNotNest()
      const turn = slots.take()
      if (turn) await turn
      try {
        const pending = send(client.current, query)
        return await (asValues ? pending.values() : pending).execute()
      } catch (error) {
        client.noteError(error)
        throw error
      } finally {
        slots.give()
      }
    })

  return replacing(client.current, { unsafe, begin, [STATE]: () => slots.state() })
}

/** The same object with some of its functions replaced. */
function replacing<T extends object>(target: T, replaced: object): T {
  return new Proxy(target, {
    get: (of, property, receiver) =>
      Object.hasOwn(replaced, property)
        ? Reflect.get(replaced, property)
        : Reflect.get(of, property, receiver),
  })
}

type Transaction = { open: boolean }
type Work = (tx: postgres.TransactionSql) => Promise<unknown>

/**
 * Runs the work of a transaction. If the connection is lost, the driver has already told the caller. Any further query on
 * it, including the driver's own rollback or commit, would end the process (postgres.js 3.4), so the work's queries fail
 * here, and the driver never hears how the work ended.
 */
function whileOpen(transaction: Transaction, tx: postgres.TransactionSql, work: Work): Promise<unknown> {
  const unsafe = (...query: Statement) =>
    new BoundedQuery(async (asValues) => {
      if (!transaction.open) throw new ConnectionLostError('The connection of this transaction was lost.')
      try {
        const pending = send(tx, query)
        return await (asValues ? pending.values() : pending).execute()
      } catch (error) {
        await lossIsKnown()
        throw error
      }
    })
  const savepoint = (nested: Work) => tx.savepoint((inner) => whileOpen(transaction, inner, nested))
  return new Promise((resolve, reject) => {
    Promise.resolve(work(replacing(tx, { unsafe, savepoint }))).then(
      (value) => transaction.open && resolve(value),
      async (error) => {
        await lossIsKnown()
        if (transaction.open) reject(error)
      },
    )
  })
}

/** A query fails just before its transaction does. */
const lossIsKnown = () => new Promise((resolve) => setImmediate(resolve))

class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError'
  readonly code = 'CONNECTION_CLOSED'
}

/** Runs once, when it is awaited, like the driver's own queries. */
class BoundedQuery implements PromiseLike<unknown> {
  private asValues = false
  private running: Promise<unknown> | null = null

  constructor(private readonly run: (asValues: boolean) => Promise<unknown>) {}

  values(): this {
    this.asValues = true
    return this
  }

  /** Sends it now, without waiting until it is awaited. */
  execute(): Promise<unknown> {
    this.running ??= this.run(this.asValues)
    return this.running
  }

  // biome-ignore lint/suspicious/noThenProperty: Drizzle awaits what the driver gives it
  then<A, B>(
    onDone?: ((value: unknown) => A | PromiseLike<A>) | null,
    onFailed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.execute().then(onDone, onFailed)
  }
}

/** First come, first served. A free connection costs no timer and no promise. */
class Slots {
  private free: number
  private readonly waiting = new Set<Waiter>()

  constructor(private readonly options: Options) {
    this.free = options.size
  }

  state(): PoolState {
    const { size } = this.options
    return { size, used: size - this.free, waiting: this.waiting.size }
  }

  take(): Promise<void> | undefined {
    if (this.free > 0) {
      this.free -= 1
      return undefined
    }
    const { waitMs, mostWaiting } = this.options
    const began = performance.now()
    const publish = (outcome: PoolWait['outcome']) => {
      if (waits.hasSubscribers) waits.publish({ seconds: (performance.now() - began) / 1_000, outcome })
    }
    if (this.waiting.size >= mostWaiting) {
      publish('refused')
      return Promise.reject(
        new DatabaseBusyError(`${mostWaiting} callers are already waiting for a connection`),
      )
    }
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        start() {
          publish('connected')
          resolve()
        },
        timer: setTimeout(() => {
          this.waiting.delete(waiter)
          publish('refused')
          reject(new DatabaseBusyError(`no connection became available within ${waitMs} ms`))
        }, waitMs),
      }
      this.waiting.add(waiter)
    })
  }

  give(): void {
    const [next] = this.waiting
    if (!next) {
      this.free += 1
      return
    }
    this.waiting.delete(next)
    clearTimeout(next.timer)
    next.start()
  }
}
