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
