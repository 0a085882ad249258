import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/core/env'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/log'

const tokenOf = (request: NextRequest) => request.nextUrl.searchParams.get('token') ?? ''

/**
 * The address of a mail's List-Unsubscribe header (RFC 8058): signed, not signed in. One click in the mail program posts
 * to it; a person who follows it gets the page with the button.
 */
export function unsubscribeRoute(page: string, unsubscribe: (token: string) => Promise<unknown>) {
  return {
    POST: async (request: NextRequest): Promise<Response> => {
      try {
        await unsubscribe(tokenOf(request))
        return new Response(null, { status: 204 })
      } catch (error) {
        if (isRefusal(error)) return Response.json({ error: error.publicMessage }, { status: 400 })
        return Response.json({ reference: logUnknown(error, page) }, { status: 500 })
      }
    },
    GET: (request: NextRequest): Response =>
      NextResponse.redirect(`${env().APP_URL}${page}?${new URLSearchParams({ token: tokenOf(request) })}`),
  }
}
