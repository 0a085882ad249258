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

/**
 * For scripts that use the shared pool for long work, such as the seed. Call it before the first query. The pool then
 * goes past a pooler, which has no limits of its own for each client.
 */
export function allowLongStatements(): void {
  length = 'long'
}

export function areLongStatementsAllowed(): boolean {
  return length === 'long'
}

/** Parameters of a connection to the database itself. Poolers refuse them. */
export function limitsFor(wanted: keyof typeof LIMITS): (typeof LIMITS)['short' | 'long'] {
  return LIMITS[length === 'long' ? 'long' : wanted]
}
