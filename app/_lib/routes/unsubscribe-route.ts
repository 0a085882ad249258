import { type NextRequest, NextResponse } from 'next/server'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { isForm, limitedForm } from './limited-body'
import { routeFailure } from './route-failure'

/** Many times what a token is long. */
const FORM_LIMIT_BYTES = 5_000

/**
 * The URL of an email's List-Unsubscribe header (RFC 8058) and of the button on the page behind the link: signed, not
 * signed in. One click in the email program posts to it with the token in the address; the button posts it in a form, and
 * its answer leads back to the page, which shows the result. A person who opens the URL gets that page.
 */
export function unsubscribeRoute(page: string, unsubscribe: (token: string) => Promise<unknown>) {
  const backTo = (query: Record<string, string>) => `${env().APP_URL}${page}?${new URLSearchParams(query)}`

  async function byButton(token: string): Promise<Response> {
    try {
      await unsubscribe(token)
      return NextResponse.redirect(backTo({ token, done: '1' }), 303)
    } catch (error) {
      // Without a token the page says that the link is incomplete.
      if (isRefusal(error)) return NextResponse.redirect(backTo({}), 303)
      throw error
    }
  }

  async function byEmailProgram(token: string): Promise<Response> {
    await unsubscribe(token)
    return new Response(null, { status: 204 })
  }

  return {
    POST: async (request: NextRequest): Promise<Response> => {
      try {
        const inForm = await tokenOfForm(request)
        return inForm === null ? await byEmailProgram(tokenOf(request)) : await byButton(inForm)
      } catch (error) {
        if (isRefusal(error)) return Response.json({ error: error.publicMessage }, { status: 400 })
        return routeFailure(error, page)
      }
    },
    GET: (request: NextRequest): Response => NextResponse.redirect(backTo({ token: tokenOf(request) })),
  }
}

const tokenOf = (request: NextRequest) => request.nextUrl.searchParams.get('token') ?? ''

/** Null: no form of ours, so a mail program's click. */
async function tokenOfForm(request: NextRequest): Promise<string | null> {
  if (!isForm(request)) return null
  return (await limitedForm(request, FORM_LIMIT_BYTES)).get('token')
}
