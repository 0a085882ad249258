import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<{ error: Error | null }>()

/** Runs `work`, and throws the failure that next-auth only logged during it. */
export async function withSignInFailures<T>(work: () => Promise<T>): Promise<T> {
  const failures: { error: Error | null } = { error: null }
  const result = await current.run(failures, work)
  if (failures.error) throw failures.error
  return result
}

/** Called by next-auth's logger, because next-auth logs failures and otherwise treats them as signed out. */
export function recordSignInFailure(error: Error): void {
  const failures = current.getStore()
  if (failures) failures.error ??= error
}
