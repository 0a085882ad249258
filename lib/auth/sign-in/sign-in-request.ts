import { AsyncLocalStorage } from 'node:async_hooks'

/** Request data for our callbacks, and results for the route. */
export type SignInRequest = {
  /** The address of the client, from trusted proxies only. */
  client: string
  /** The cookie of an existing session, which next-auth doesn't pass to the signIn callback. */
  sessionToken: string | null
  /** The cookie with the addresses that signed in with this browser before (known-browser.ts). */
  knownBrowser: string | null
  /** Set by the callbacks: the address of the person who just signed in. */
  signedInAs?: string
  /** Set by the callbacks: a limit was reached, and this is when to try again. */
  retryAfterSeconds?: number
}

const current = new AsyncLocalStorage<SignInRequest>()

export function withSignInRequest<T>(request: SignInRequest, work: () => T): T {
  return current.run(request, work)
}

export const signInRequest = (): SignInRequest =>
  current.getStore() ?? { client: 'unknown', sessionToken: null, knownBrowser: null }

const browser = new AsyncLocalStorage<string | null>()
const LONGEST = 300

/** Runs a sign-in request. next-auth doesn't pass the browser to its adapter. */
export function withSigningInBrowser<T>(userAgent: string | null, work: () => T): T {
  return browser.run(userAgent?.slice(0, LONGEST) ?? null, work)
}

export const browserOfSignIn = (): string | null => browser.getStore() ?? null
