/**
 * Three kinds of failure, three channels: an outcome the caller branches on is a union; an expected refusal is a
 * `Refusal`; a broken invariant is an assertion (assert.ts). Everything else is unknown and shows only a reference.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    /** Stable, for code and tests: `credits.insufficient`. */
    readonly code: string,
    /** For the person: what happened and what to do. */
    readonly publicMessage: string,
    /** Plain data that a screen needs to help (cost, left, reset date, link). */
    readonly details: Record<string, string | number | boolean | null> = {},
  ) {
    super(`${code}: ${publicMessage}`)
  }
}

export function isRefusal(error: unknown, code?: string): error is Refusal {
  return error instanceof Refusal && (code === undefined || error.code === code)
}

/** Not there, or not yours: the two are never told apart (R35). */
export function notFound(what: string): Refusal {
  return new Refusal('not-found', `This ${what} does not exist or is not in your workspace.`)
}

/**
 * PostgreSQL's names, and ours, for a database that is overloaded: no free connection, a statement or a lock that took
 * too long, no connection left on the server.
 */
const BUSY_CODES = new Set(['DATABASE_BUSY', '57014', '55P03', '53300'])

/** Errors wrap one another a few times at most; more than this is a circle. */
const MOST_CAUSES = 8

/** Whether the database had no room for this. The same request may succeed in a few seconds. */
export function isBusy(error: unknown): boolean {
  let cause = error
  for (let depth = 0; depth < MOST_CAUSES && typeof cause === 'object' && cause !== null; depth += 1) {
    if (BUSY_CODES.has(String(Reflect.get(cause, 'code')))) return true
    cause = Reflect.get(cause, 'cause')
  }
  return false
}
