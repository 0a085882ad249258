import { type CallFault, callFault } from './call-outcome'

const LATER = 'Try again in a few minutes.'

const WORDS: Record<CallFault, string | null> = {
  'time-out': `The model took too long to answer. ${LATER}`,
  busy: `The model is busy just now. ${LATER}`,
  unreachable: `The model’s service could not be reached. ${LATER}`,
  refused: 'The model refused to do this. Change the words and try again.',
  truncated: 'The model’s answer was cut off, so it was thrown away. Try again.',
  malformed: 'The model answered with something that cannot be used, so it was thrown away. Try again.',
  unavailable:
    'The model’s service does not take our requests just now. That is ours to mend: try again later.',
  stopped: null,
  failed: null,
}

/** What the reader is told when a model failed; null: it was something else, which may pass when it is tried again. */
export const faultWords = (error: unknown): string | null => WORDS[callFault(error)]
