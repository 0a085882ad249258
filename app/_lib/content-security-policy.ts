type Policy = {
  /** Fresh for every request: only scripts that carry it run, and what they load themselves. */
  nonce: string
  /** Where a form may lead besides our own pages: Stripe's hosted pages, or the local stand-in's. */
  formTargets: readonly string[]
  /** React's development tools evaluate code; nothing in production does. */
  development: boolean
}

/**
 * What a page of ours may do, as a Content-Security-Policy. Scripts are strict: a nonce, and no host lists. Styles may
 * be inline, since menus, charts and toasts place themselves by style attributes; they can load nothing from elsewhere.
 */
export function contentSecurityPolicy({ nonce, formTargets, development }: Policy): string {
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", "'unsafe-inline'"],
    // People's pictures come from Google when they sign in with it.
    'img-src': ["'self'", 'blob:', 'data:', 'https://*.googleusercontent.com'],
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
