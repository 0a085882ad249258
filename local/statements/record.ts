import { sep } from 'node:path'
import { PgDatabase } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'

/** Called with the text of each statement, the product's file that sends it, and what stands for its transaction. */
export type Listener = (text: string, file: string, transaction?: object) => void

const ROOT = `${process.cwd()}${sep}`
const PRODUCT = /^(app|components|db|lib|worker)\//
/** Sends the statements of others. */
const PLUMBING = /^(db\/client|db\/connections\/|local\/statements\/|local\/test\/)/
const TESTS = /\.test\.tsx?$|\/testing(-[a-z-]+)?\.ts$|\/testing\/|guard-fixtures|guard-statements/

const MOST_FRAMES = 30

/** The nearest file of ours that led here; null if it is a test or a tool. */
function findSender(): string | null {
  const { prepareStackTrace, stackTraceLimit } = Error
  Error.stackTraceLimit = MOST_FRAMES
  Error.prepareStackTrace = (_, frames) => frames.map((frame) => frame.getFileName() ?? '')
  const files = new Error().stack as unknown as string[]
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  for (const name of files) {
    const file = ownFile(name)
    if (file && !PLUMBING.test(file)) return PRODUCT.test(file) && !TESTS.test(file) ? file : null
  }
  return null
}

function ownFile(name: string): string | null {
  const path = name.replace(/^file:\/\//, '').replace(/\?.*$/, '')
  if (!path.startsWith(ROOT) || path.includes('node_modules')) return null
  return path.slice(ROOT.length)
}

type Session = { prepareQuery(query: { sql: string }, ...rest: unknown[]): unknown }
type Build = (this: object, ...args: unknown[]) => unknown
const BUILDERS = [
  'select',
  'selectDistinct',
  'selectDistinctOn',
  'insert',
  'update',
  'delete',
  'execute',
  '$count',
]

/**
 * Listens to statements built with Drizzle. Whose they are is known where they are begun (`tx.select()`); by the time they
 * are sent, the stack has only the driver.
 */
export function recordDrizzle(listener: Listener): void {
  const prototype = PgDatabase.prototype as unknown as Record<string, Build>
  for (const name of BUILDERS) {
    const build = prototype[name]
    if (!build) throw new Error(`Drizzle has no ${name}`)
    prototype[name] = function (...args) {
      const sender = findSender()
      return build.apply(sender === null ? this : recording(this, sender, listener), args)
    }
  }
}

/** The same database, whose session tells the listener what it prepares. */
function recording(database: object, sender: string, listener: Listener): object {
  const session = Reflect.get(database, 'session') as Session
  const transaction = 'rollback' in database ? session : undefined
  const recorded = Object.create(session, {
    prepareQuery: {
      value: (query: { sql: string }, ...rest: unknown[]) => {
        listener(query.sql, sender, transaction)
        return session.prepareQuery(query, ...rest)
      },
    },
  })
  return Object.create(database, { session: { value: recorded } })
}

/** Listens to statements that are sent with the driver itself, as the ledger does. */
export function recordDriver(client: postgres.Sql, listener: Listener): postgres.Sql {
  const note = (text: unknown) => {
    const sender = typeof text === 'string' ? findSender() : null
    if (sender !== null) listener(text as string, sender)
  }
  type Called = (...args: unknown[]) => unknown
  const recorded = <T extends object>(target: T): T =>
    new Proxy(target, {
      apply(called, self, args) {
        // `sql(values)` is a part of another statement.
        const strings = args[0] as { raw?: readonly string[] } | undefined
        if (strings?.raw) note(strings.raw.reduce((text, part, i) => `${text}$${i}${part}`))
        return Reflect.apply(called as unknown as Called, self, args)
      },
      get(of, property, receiver) {
        const value: unknown = Reflect.get(of, property, receiver)
        if (property === 'unsafe')
          return (...args: unknown[]) => {
            note(args[0])
            return (value as Called).apply(of, args)
          }
        if (property === 'begin' || property === 'savepoint')
          return (...args: unknown[]) => {
            const work = args.at(-1) as (tx: object) => unknown
            return (value as Called).apply(of, [...args.slice(0, -1), (tx: object) => work(recorded(tx))])
          }
        return value
      },
    })
  return recorded(client)
}
