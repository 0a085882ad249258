import type postgres from 'postgres'

/** Several connections are lost together, and while the database is down, each try fails. */
const RENEW_AFTER_MS = 200
/** Longer than a statement can take (limits.ts): what still works on a replaced client may finish. */
const END_SECONDS = 40

const LOST = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EPIPE',
  'ETIMEDOUT',
])

/** Whether the error means that the connection is gone, rather than that the query was refused. */
function isConnectionLoss(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return LOST.has(code) || /^(08|57P)/.test(code)
}

/**
 * A client that is replaced after a connection was lost. The driver reuses its connection objects, and one whose
 * connection broke in the middle of a write never writes again: each query that gets it waits for 30 seconds and fails.
 */
export class RenewedClient {
  private client: postgres.Sql
  private timer: NodeJS.Timeout | null = null
  private isEnded = false

  constructor(private readonly open: () => postgres.Sql) {
    this.client = open()
  }

  get current(): postgres.Sql {
    return this.client
  }

  /** Call it with every error of a query. */
  noteError(error: unknown): void {
    if (this.isEnded || this.timer || !isConnectionLoss(error)) return
    this.timer = setTimeout(() => this.renew(), RENEW_AFTER_MS).unref()
  }

  async end(): Promise<void> {
    this.isEnded = true
    if (this.timer) clearTimeout(this.timer)
    await this.client.end({ timeout: 5 })
  }

  private renew(): void {
    this.timer = null
    const old = this.client
    try {
      this.client = this.open()
    } catch (error) {
      // Nobody awaits a timer: an error here would end the process. The next lost query tries again.
      process.emitWarning(error instanceof Error ? error : String(error))
      return
    }
    // What Drizzle set and the types that were queried, which need not be queried again.
    const [from, to] = [typesOf(old), typesOf(this.client)]
    Object.assign(to.parsers, from.parsers)
    Object.assign(to.serializers, from.serializers)
    Object.assign(to.shared.typeArrayMap, from.shared.typeArrayMap)
    old.end({ timeout: END_SECONDS }).catch(() => {})
  }
}

type Types = { parsers: object; serializers: object; shared: { typeArrayMap: object } }
const typesOf = (client: postgres.Sql) => client.options as unknown as Types
