type Policy = {
  /** New for every request: only scripts with it run, and the scripts they load. */
  nonce: string
  /** Where forms can submit besides our own pages: Stripe's hosted pages, or the local emulator's. */
  formTargets: readonly string[]
  /** The configured map tiles, as a URL template. */
  mapTiles?: string | undefined
  /** React's development tools evaluate code; nothing in production does. */
  development: boolean
}

/**
 * The Content-Security-Policy of our pages. Scripts need a nonce; there are no host lists. Inline styles are allowed, since
 * menus, charts and toasts position themselves with style attributes, but they cannot load anything from other sites.
 */
export function contentSecurityPolicy({ nonce, formTargets, mapTiles, development }: Policy): string {
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", "'unsafe-inline'"],
    // Profile pictures of people who sign in with Google.
    'img-src': [
      "'self'",
      'blob:',
      'data:',
      'https://*.googleusercontent.com',
      ...(mapTiles ? [new URL(mapTiles.replace(/[{}]/g, '')).origin] : []),
    ],
    'worker-src': ["'self'"],
    'font-src': ["'self'"],
    'connect-src': development ? ["'self'", 'ws:'] : ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'", ...formTargets],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
