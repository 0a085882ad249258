import { type CallFault, callFault } from './call-outcome'

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
