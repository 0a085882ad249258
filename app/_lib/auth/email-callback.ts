import { NextRequest } from 'next/server'
import { adoptSignInLink, callbackPath, type SignInLink } from '@/lib/auth/sign-in/sign-in-link'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { readEmailAddress } from '@/lib/email/address'
import { limitedText } from '../routes/limited-body'
import { isFromOurPages } from '../routes/same-origin'
import { runNextAuth } from './run-next-auth'

/** Much more than the length of a link. */
const FORM_LIMIT_BYTES = 8_000

const redirect = (path: string) =>
  new Response(null, {
    status: 303,
    headers: { Location: `${env().APP_URL}${path}`, 'Cache-Control': 'no-store' },
  })
const NOT_VALID = '/sign-in?error=Verification'

/**
 * A GET of next-auth's email callback. Email scanners open every link, so a GET does not use the link; it redirects to a
 * page with a button that posts.
 */
export function showEmailCallback(request: NextRequest): Response {
  const link = linkOf(request.nextUrl.searchParams)
  return redirect(link ? `/sign-in/confirm?${new URLSearchParams(link)}` : NOT_VALID)
}

/** Handles the page's button: signs in with the link, once, if the form came from our page. */
export async function submitEmailCallback(request: NextRequest): Promise<Response> {
  if (!isFromOurPages(request.headers)) return redirect('/sign-in?error=OtherSite')
  try {
    const link = linkOf(new URLSearchParams(await limitedText(request, FORM_LIMIT_BYTES)))
    return link ? await signInByLink(request, link) : redirect(NOT_VALID)
  } catch (error) {
    if (isRefusal(error)) return redirect(NOT_VALID)
    throw error
  }
}

/** Passes the link to next-auth, whose callback is a GET, within this process rather than over HTTP. */
export async function signInByLink(request: NextRequest, link: SignInLink): Promise<Response> {
  await adoptSignInLink(link)
  const headers = new Headers(request.headers)
  for (const name of ['content-length', 'content-type', 'transfer-encoding']) headers.delete(name)
  const inner = new NextRequest(`${env().APP_URL}${callbackPath(link)}`, { headers })
  const response = await runNextAuth(inner, { params: Promise.resolve({ nextauth: ['callback', 'email'] }) })
  const responseHeaders = new Headers(response.headers)
  responseHeaders.set('Cache-Control', 'no-store')
  return new Response(response.body, {
    status: responseHeaders.has('Location') ? 303 : response.status,
    headers: responseHeaders,
  })
}

function linkOf(params: URLSearchParams): SignInLink | null {
  const email = readEmailAddress(params.get('email'))
  const token = params.get('token') ?? ''
  if (email === null || !/^[0-9a-f]{64}$/.test(token)) return null
  return { email, token, callbackUrl: params.get('callbackUrl') ?? '/' }
}
