/**
 * Where to go after signing in: a path of our own, or the fallback. An address is resolved as a browser would
 * (`//evil.test`, `/\evil.test` and tabs included) and must come out at our own origin.
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
  // A path such as `//evil.test` is harmless here and another site wherever it is resolved again.
  return path.startsWith('//') || path.startsWith('/\\') ? fallback : path
}
