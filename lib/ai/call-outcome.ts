import { APICallError } from 'ai'

/** How a call to a model ended: `ok`, or the kind of failure. */
export type CallOutcome = 'ok' | CallFault
export type CallFault =
  | 'time-out'
  | 'busy'
  | 'unreachable'
  | 'refused'
  | 'truncated'
  | 'malformed'
  /** The service rejects our requests: a wrong key, or a model it does not have. */
  | 'unavailable'
  /** The worker is shutting down, or the work was canceled. */
  | 'stopped'
  | 'failed'

/** The model's answer cannot be used. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer'
  constructor(readonly fault: CallFault) {
    super(`the model's answer cannot be used: ${fault}`)
  }
}

/** The kind of failure of a model call, for any provider. */
export function callFault(error: unknown): CallFault {
  const cause = lastErrorOf(error)
  if (cause instanceof UnusableAnswer) return cause.fault
  if (!(cause instanceof Error)) return 'failed'
  if (/Timeout/.test(cause.name)) return 'time-out'
  if (/Abort/.test(cause.name)) return 'stopped'
  if (cause.name === 'AI_NoImageGeneratedError') return 'malformed'
  if (APICallError.isInstance(cause) && isFault(cause.data)) return cause.data.fault
  // The gateway has its own error class, which also carries the status.
  const status = 'statusCode' in cause && typeof cause.statusCode === 'number' ? cause.statusCode : null
  return status === null ? 'failed' : faultOfStatus(status, cause)
}

const REFUSAL = /content[_ -]?(policy|filter)|moderation|safety|violat/i

function faultOfStatus(status: number, error: Error): CallFault {
  if (status === 408) return 'time-out'
  if (status === 429 || status >= 500) return 'busy'
  const body = APICallError.isInstance(error) ? (error.responseBody ?? '') : error.message
  if (status >= 400) return REFUSAL.test(body) ? 'refused' : 'unavailable'
  return 'malformed'
}

const isFault = (data: unknown): data is { fault: CallFault } =>
  typeof data === 'object' && data !== null && 'fault' in data

/** Failed retries are wrapped in one error that contains the last one. */
function lastErrorOf(error: unknown): unknown {
  return error instanceof Error && 'lastError' in error ? error.lastError : error
}

const LATER = 'Try again in a few minutes.'

const MESSAGES: Record<CallFault, string | null> = {
  'time-out': `The AI service took too long to respond. ${LATER}`,
  busy: `The AI service is busy. ${LATER}`,
  unreachable: `The AI service could not be reached. ${LATER}`,
  refused: 'The AI service refused this request. Change the wording and try again.',
  truncated: 'The AI service’s response was cut off. Try again.',
  malformed: 'The AI service returned a response we can’t use. Try again.',
  unavailable: 'The AI service is rejecting our requests. We’re looking into it. Try again later.',
  stopped: null,
  failed: null,
}

/** The message for a failed model call. Null for any other error, which a retry may fix. */
export const aiFailureMessage = (error: unknown): string | null => MESSAGES[callFault(error)]
