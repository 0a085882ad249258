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
