import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { KNOWN_BROWSER_COOKIE, KNOWN_BROWSER_SECONDS, withNote } from '@/lib/auth/sign-in/known-browser'
import { authOptions } from '@/lib/auth/sign-in/options'
import {
  type SignInRequest,
  withSignInRequest,
  withSigningInBrowser,
} from '@/lib/auth/sign-in/sign-in-request'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { env } from '@/lib/core/settings/env'
import { sessionTokenOf } from './session-cookie'

export type NextAuthContext = { params: Promise<{ nextauth: string[] }> }

/** Runs next-auth with the request details its callbacks need. */
export async function runNextAuth(request: NextRequest, context: NextAuthContext): Promise<Response> {
  const known: SignInRequest = {
    client: readClientAddress(request.headers),
    sessionToken: sessionTokenOf(request.cookies),
    knownBrowser: request.cookies.get(KNOWN_BROWSER_COOKIE)?.value ?? null,
  }
  const response: Response = await withSignInRequest(known, () =>
    withSigningInBrowser(request.headers.get('user-agent'), () => NextAuth(request, context, authOptions())),
  )
  if (known.signedInAs) response.headers.append('Set-Cookie', knownBrowserCookie(known))
  return known.retryAfterSeconds === undefined ? response : tooMany(response, known.retryAfterSeconds)
}

function knownBrowserCookie({ knownBrowser, signedInAs = '' }: SignInRequest): string {
  const secure = env().APP_URL.startsWith('https:') ? '; Secure' : ''
  const value = withNote(knownBrowser, signedInAs)
  return `${KNOWN_BROWSER_COOKIE}=${value}; Path=/api/auth; Max-Age=${KNOWN_BROWSER_SECONDS}; HttpOnly; SameSite=Lax${secure}`
}

/** Our own form expects JSON and gets a 429; a plain form is redirected to a page with the same message. */
function tooMany(response: Response, retryAfterSeconds: number): Response {
  const headers = new Headers(response.headers)
  headers.set('Retry-After', String(retryAfterSeconds))
  const status = headers.has('Location') ? response.status : 429
  return new Response(response.body, { status, headers })
}
