/**
 * Three kinds of failure: an outcome the caller branches on is a union; an expected refusal is a `Refusal`; a broken
 * invariant is an assertion (assert.ts). Everything else is unknown and shows only a reference.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    /** Stable, for code and tests: `credits.insufficient`. */
    readonly code: string,
    /** For the user: what happened and what to do. */
    readonly publicMessage: string,
    /** Plain data a screen needs to help (cost, credits left, reset date, link). */
    readonly details: Record<string, string | number | boolean | null> = {},
  ) {
    super(`${code}: ${publicMessage}`)
  }
}

export function isRefusal(error: unknown, code?: string): error is Refusal {
  return error instanceof Refusal && (code === undefined || error.code === code)
}

/** Same error for missing rows and rows of other workspaces, so they can't be distinguished (R35). */
export function notFound(what: string): Refusal {
  return new Refusal('not-found', `This ${what} doesn’t exist or isn’t in your workspace.`)
}

/**
 * Error codes, PostgreSQL's and ours, of an overloaded database: no free connection, a statement or lock timeout, no
 * connection left on the server.
 */
const BUSY_CODES = new Set(['DATABASE_BUSY', '57014', '55P03', '53300'])

/** Errors are nested a few levels at most; more than this is a cycle. */
const MAX_CAUSES = 8

/** Whether the database was overloaded. The same request may succeed in a few seconds. */
export function isBusy(error: unknown): boolean {
  let cause = error
  for (let depth = 0; depth < MAX_CAUSES && typeof cause === 'object' && cause !== null; depth += 1) {
    if (BUSY_CODES.has(String(Reflect.get(cause, 'code')))) return true
    cause = Reflect.get(cause, 'cause')
  }
  return false
}
