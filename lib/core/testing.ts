import { isRefusal } from './errors'

/** The outcome of an attempt, for comparisons in tests: a refusal code, another error, or success. */
export const code = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'no refusal',
    (error) => (isRefusal(error) ? error.code : String(error)),
  )
