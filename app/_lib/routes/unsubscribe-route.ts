import { type NextRequest, NextResponse } from 'next/server'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { isForm, limitedForm } from './limited-body'
import { routeFailure } from './route-failure'

/** Much more than the length of a token. */
const FORM_LIMIT_BYTES = 5_000

/**
 * Handles an email's List-Unsubscribe header (RFC 8058) and the button on the unsubscribe page. The signed token replaces a
 * sign-in. One-click unsubscribe posts with the token in the URL. The button posts it in a form and is redirected back to
 * the page, which shows the result. A GET redirects to that page.
 */
export function unsubscribeRoute(page: string, unsubscribe: (token: string) => Promise<unknown>) {
  const backTo = (query: Record<string, string>) => `${env().APP_URL}${page}?${new URLSearchParams(query)}`

  async function byButton(token: string): Promise<Response> {
    try {
      await unsubscribe(token)
      return NextResponse.redirect(backTo({ token, done: '1' }), 303)
    } catch (error) {
      // Without a token the page says the link is incomplete.
      if (isRefusal(error)) return NextResponse.redirect(backTo({}), 303)
      throw error
    }
  }

  async function byEmailClient(token: string): Promise<Response> {
    await unsubscribe(token)
    return new Response(null, { status: 204 })
  }

  return {
    POST: async (request: NextRequest): Promise<Response> => {
      try {
        const formToken = await tokenOfForm(request)
        return formToken === null ? await byEmailClient(tokenOf(request)) : await byButton(formToken)
      } catch (error) {
        if (isRefusal(error)) return Response.json({ error: error.publicMessage }, { status: 400 })
        return routeFailure(error, page)
      }
    },
    GET: (request: NextRequest): Response => NextResponse.redirect(backTo({ token: tokenOf(request) })),
  }
}

const tokenOf = (request: NextRequest) => request.nextUrl.searchParams.get('token') ?? ''

/** Null if this is not our form but a click in an email client. */
async function tokenOfForm(request: NextRequest): Promise<string | null> {
  if (!isForm(request)) return null
  return (await limitedForm(request, FORM_LIMIT_BYTES)).get('token')
}
