/**
 * How long PostgreSQL lets a statement run, a lock be waited for and a transaction stay idle (R41). PostgreSQL ends
 * what takes longer, so no request holds a connection forever.
 */
const LIMITS = {
  short: {
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
  },
  // Ledger checks, seeds and recorded sales read or write whole tables.
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
 * Parameters of the connection. Connection poolers refuse them, so there the database role has them (see .env.example).
 * A pooler is in use if the direct URL differs.
 */
export function limitsFor(wanted: keyof typeof LIMITS): Partial<(typeof LIMITS)['short' | 'long']> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = process.env
  if (DATABASE_DIRECT_URL && DATABASE_DIRECT_URL !== DATABASE_URL) return {}
  return LIMITS[length === 'long' ? 'long' : wanted]
}
