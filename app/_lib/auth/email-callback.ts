import { NextRequest } from 'next/server'
import { callbackPath, type SignInLink } from '@/lib/auth/sign-in/sign-in-link'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { readEmailAddress } from '@/lib/email/address'
import { limitedText } from '../routes/limited-body'
import { isFromOurPages } from '../routes/same-origin'
import { runNextAuth } from './run-next-auth'

/** Many times the length of a link. */
const FORM_LIMIT_BYTES = 8_000

const redirect = (path: string) =>
  new Response(null, {
    status: 303,
    headers: { Location: `${env().APP_URL}${path}`, 'Cache-Control': 'no-store' },
  })
const NOT_VALID = '/sign-in?error=Verification'

/**
 * A GET of next-auth's email callback. Email scanners open every link, so a GET uses nothing up: it leads to the page
 * whose button posts.
 */
export function showEmailCallback(request: NextRequest): Response {
  const link = linkOf(request.nextUrl.searchParams)
  return redirect(link ? `/sign-in/confirm?${new URLSearchParams(link)}` : NOT_VALID)
}

/** The button of the page: signs in with the link, once, if the form came from our page. */
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

/** Hands the link to next-auth, whose own callback is a GET, in this process and not over the web. */
export async function signInByLink(request: NextRequest, link: SignInLink): Promise<Response> {
  const headers = new Headers(request.headers)
  for (const name of ['content-length', 'content-type', 'transfer-encoding']) headers.delete(name)
  const inner = new NextRequest(`${env().APP_URL}${callbackPath(link)}`, { headers })
  const answer = await runNextAuth(inner, { params: Promise.resolve({ nextauth: ['callback', 'email'] }) })
  const answered = new Headers(answer.headers)
  answered.set('Cache-Control', 'no-store')
  return new Response(answer.body, {
    status: answered.has('Location') ? 303 : answer.status,
    headers: answered,
  })
}

function linkOf(given: URLSearchParams): SignInLink | null {
  const email = readEmailAddress(given.get('email'))
  const token = given.get('token') ?? ''
  if (email === null || !/^[0-9a-f]{64}$/.test(token)) return null
  return { email, token, callbackUrl: given.get('callbackUrl') ?? '/' }
}
