import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string | null>()
const LONGEST = 300

/** Runs a request of sign-in; next-auth tells its adapter nothing of the browser that asks. */
export function withSigningInBrowser<T>(userAgent: string | null, work: () => T): T {
  return current.run(userAgent?.slice(0, LONGEST) ?? null, work)
}

export const browserOfSignIn = (): string | null => current.getStore() ?? null
