import { APICallError } from 'ai'

/** In a word how a call to a model ended: `ok`, or why not. */
export type CallOutcome = 'ok' | CallFault
export type CallFault =
  | 'time-out'
  | 'busy'
  | 'unreachable'
  | 'refused'
  | 'truncated'
  | 'malformed'
  /** The service does not take our requests as they are: a wrong key, a model it does not have. */
  | 'unavailable'
  /** A worker that is being stopped, or work that was cancelled. */
  | 'stopped'
  | 'failed'

/** The model answered, but nothing that could be used. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer'
  constructor(readonly fault: CallFault) {
    super(`the model's answer cannot be used: ${fault}`)
  }
}

/** Why a model did not answer, whichever provider it is of. */
export function callFault(error: unknown): CallFault {
  const cause = lastErrorOf(error)
  if (cause instanceof UnusableAnswer) return cause.fault
  if (!(cause instanceof Error)) return 'failed'
  if (/Timeout/.test(cause.name)) return 'time-out'
  if (/Abort/.test(cause.name)) return 'stopped'
  if (cause.name === 'AI_NoImageGeneratedError') return 'malformed'
  if (APICallError.isInstance(cause) && isFault(cause.data)) return cause.data.fault
  // The gateway's errors are of a kind of their own, but carry the status as well.
  const status = 'statusCode' in cause && typeof cause.statusCode === 'number' ? cause.statusCode : null
  return status === null ? 'failed' : faultOfStatus(status, cause)
}

const REFUSAL = /content[_ -]?(policy|filter)|moderation|safety|violat/i

function faultOfStatus(status: number, error: Error): CallFault {
  if (status === 408) return 'time-out'
  if (status === 429 || status >= 500) return 'busy'
  const said = APICallError.isInstance(error) ? (error.responseBody ?? '') : error.message
  if (status >= 400) return REFUSAL.test(said) ? 'refused' : 'unavailable'
  return 'malformed'
}

const isFault = (data: unknown): data is { fault: CallFault } =>
  typeof data === 'object' && data !== null && 'fault' in data

/** Retries are gathered into one error that carries the last. */
function lastErrorOf(error: unknown): unknown {
  return error instanceof Error && 'lastError' in error ? error.lastError : error
}
