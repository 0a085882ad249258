/**
 * Where to go after signing in: a path in this app, or the fallback. A URL is resolved as a browser would resolve it
 * (including `//evil.test`, `/\evil.test` and tabs) and must have our own origin.
 */
export function safeReturnPath(wanted: string | null | undefined, appUrl: string, fallback = '/'): string {
  if (!wanted) return fallback
  const base = new URL(appUrl)
  let target: URL
  try {
    target = new URL(wanted, base)
  } catch {
    return fallback
  }
  if (target.origin !== base.origin || target.username || target.password) return fallback
  const path = `${target.pathname}${target.search}${target.hash}`
  // A path such as `//evil.test` becomes another site when it is resolved again.
  return path.startsWith('//') || path.startsWith('/\\') ? fallback : path
}

type FirstSignIn = {
  /** Where the person wanted to go: a path in this app. */
  wanted: string
  hasWorkspace: boolean
  /** Whether they are creating one more workspace. */
  another: boolean
  isOperator: boolean
}

const LINK_PAGES = /^\/(invitation|email-change)(\/|\?|$)/

/**
 * next-auth sends everyone whose account or Google link is new to /welcome, including existing members. Returns where they
 * go instead; null if they have no workspace and need to name one. Operators without a workspace go to the console.
 */
export function pageInsteadOfWelcome({
  wanted,
  hasWorkspace,
  another,
  isOperator,
}: FirstSignIn): string | null {
  if (LINK_PAGES.test(wanted)) return wanted
  if (isOperator && /^\/admin(\/|\?|$)/.test(wanted)) return wanted
  // An operator runs the service and needs no agency of their own.
  if (isOperator && !hasWorkspace && !another) return '/admin'
  if (!hasWorkspace || another) return null
  return wanted === '/' ? '/dashboard' : wanted
}
