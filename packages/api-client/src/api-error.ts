import type { components } from './schema'

type Problem = components['schemas']['Problem']

const CODE_PREFIX = 'urn:market-trak:problem:'

/** A refused request. `code` is for programs and stays the same when the message changes. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** Such as `quote.changed` or `credits.insufficient`; `unknown` if something else answered. */
  readonly code: string
  /** Include it when you contact us. */
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null
  /** The whole problem, with what helps to recover, such as the new price. */
  readonly problem: Partial<Problem>

  constructor(response: Response, body: unknown) {
    const problem: Partial<Problem> = isProblem(body) ? body : {}
    super(problem.detail ?? `The API answered with status ${response.status}.`)
    this.status = response.status
    this.code = problem.type?.startsWith(CODE_PREFIX) ? problem.type.slice(CODE_PREFIX.length) : 'unknown'
    this.requestId = response.headers.get('x-request-id')
    this.retryAfterSeconds = secondsOf(response.headers.get('retry-after'))
    this.problem = problem
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && typeof Reflect.get(body, 'type') === 'string'

/** Retry-After in seconds; null if there is none or it is a date. */
export function secondsOf(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null
}

type Answer<Data> = { data?: Data; error?: unknown; response: Response }

/** The data of an answer: `await orThrow(client.GET('/balance'))`. Throws an ApiError if the request was refused. */
export async function orThrow<Data>(answer: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await answer
  if (data === undefined || data === null) throw new ApiError(response, error)
  return data
}
