/**
 * How long PostgreSQL lets one statement run, one lock be waited for, and one transaction stand idle (R41). PostgreSQL
 * ends what takes longer, so no request holds a connection for good.
 */
const LIMITS = {
  short: {
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
  },
  // Ledger checks, seeds and recorded sales read or write everything there is.
  long: {
    statement_timeout: 30 * 60_000,
    lock_timeout: 60_000,
    idle_in_transaction_session_timeout: 10 * 60_000,
  },
} as const

let length: keyof typeof LIMITS = 'short'

/** For scripts that use the shared pool for long work, such as the seed. Call it before the first query. */
export function allowLongStatements(): void {
  length = 'long'
}

/**
 * As parameters of the connection. A pooler refuses those: there the database role has them (see .env.example), and a
 * pooler is there when the direct address is another one.
 */
export function limitsFor(wanted: keyof typeof LIMITS): Partial<(typeof LIMITS)['short' | 'long']> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = process.env
  if (DATABASE_DIRECT_URL && DATABASE_DIRECT_URL !== DATABASE_URL) return {}
  return LIMITS[length === 'long' ? 'long' : wanted]
}
