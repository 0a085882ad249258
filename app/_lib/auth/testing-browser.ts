import { createRequire } from 'node:module'
import { NextRequest } from 'next/server'
import { env } from '@/lib/core/settings/env'
import { handleAuth } from './handle-auth'

/** next-auth reads the request through these functions, which don't work outside a server. */
const nextHeaders = createRequire(import.meta.url)('next/headers') as {
  cookies: () => Promise<NextRequest['cookies']>
  headers: () => Promise<Headers>
}

type Route = (request: NextRequest) => Promise<Response> | Response

/** A browser for tests: keeps cookies and calls our routes directly, without a server. */
export class TestBrowser {
  readonly jar = new Map<string, string>()
  constructor(readonly client = '192.0.2.1') {}

  get = (path: string, headers: Record<string, string> = {}) => this.send(authRoute(path), path, { headers })

  post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    this.send(authRoute(path), path, { method: 'POST', headers, body: new URLSearchParams(form) })

  /** Sends a request to a route and keeps the cookies of the response. */
  async send(route: Route, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('x-market-trak-client', this.client)
    headers.set('cookie', [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '))
    if (init.body) headers.set('content-type', 'application/x-www-form-urlencoded')
    const body = init.body ? String(init.body) : undefined
    const request = new NextRequest(`${env().APP_URL}${path}`, {
      method: init.method ?? 'GET',
      headers,
      body,
    })
    nextHeaders.cookies = async () => request.cookies
    nextHeaders.headers = async () => request.headers
    const response = await route(request)
    for (const cookie of response.headers.getSetCookie()) this.store(cookie)
    return response
  }

  /** Requests a link like the sign-in form does; `error` is null if it was sent. */
  async requestLink(
    email: string,
  ): Promise<{ error: string | null; status: number; retryAfter: string | null }> {
    const { csrfToken } = (await (await this.get('/api/auth/csrf')).json()) as { csrfToken: string }
    const response = await this.post('/api/auth/signin/email', {
      email,
      csrfToken,
      callbackUrl: '/',
      json: 'true',
    })
    const { url } = (await response.json()) as { url: string }
    return {
      error: new URL(url).searchParams.get('error'),
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
    }
  }

  /** Starts a Google sign-in and returns from the consent page with a code. */
  async signInWithGoogle(code: string, callbackUrl = '/'): Promise<string> {
    const { csrfToken } = (await (await this.get('/api/auth/csrf')).json()) as { csrfToken: string }
    const consent = await this.post('/api/auth/signin/google', { csrfToken, callbackUrl })
    const state = new URL(consent.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const back = await this.get(`/api/auth/callback/google?${new URLSearchParams({ code, state })}`)
    return (back.headers.get('location') ?? '').replace(env().APP_URL, '')
  }

  /** The email of the signed-in user. */
  async signedInAs(): Promise<string | null> {
    const session = (await (await this.get('/api/auth/session')).json()) as { user?: { email: string } }
    return session.user?.email ?? null
  }

  private store(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.jar.delete(name)
    else this.jar.set(name, decodeURIComponent(value))
  }
}

function authRoute(path: string): Route {
  const nextauth = new URL(path, 'http://localhost').pathname.split('/').slice(3)
  return (request) => handleAuth(request, { params: Promise.resolve({ nextauth }) })
}
