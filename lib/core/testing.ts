import { isRefusal } from './errors'

/** How an attempt ended, for tests that compare it: the code of its refusal, what else went wrong, or neither. */
export const code = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'no refusal',
    (error) => (isRefusal(error) ? error.code : String(error)),
  )
