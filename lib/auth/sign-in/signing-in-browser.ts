import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string | null>()
const LONGEST = 300

/** Runs a sign-in request. next-auth doesn't pass the browser to its adapter. */
export function withSigningInBrowser<T>(userAgent: string | null, work: () => T): T {
  return current.run(userAgent?.slice(0, LONGEST) ?? null, work)
}

export const browserOfSignIn = (): string | null => current.getStore() ?? null
