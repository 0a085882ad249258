import type { NextRequest } from 'next/server'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { limitedText } from '../routes/limited-body'
import { isFromOurPages } from '../routes/same-origin'

/** Much more than the length of a token. */
const FORM_LIMIT_BYTES = 5_000

/** Handles the button on a page opened by an emailed link: checks the token, then redirects back to the page. */
export function emailChangeRoute(
  page: string,
  work: (request: NextRequest, token: string) => Promise<unknown>,
) {
  const backTo = (query: Record<string, string>) =>
    new Response(null, {
      status: 303,
      headers: {
        Location: `${env().APP_URL}${page}?${new URLSearchParams(query)}`,
        'Cache-Control': 'no-store',
      },
    })
  return async (request: NextRequest): Promise<Response> => {
    if (!isFromOurPages(request.headers))
      return new Response('This form was sent from another site. Open the link in your email again.', {
        status: 403,
      })
    let token = ''
    try {
      token = new URLSearchParams(await limitedText(request, FORM_LIMIT_BYTES)).get('token') ?? ''
      await work(request, token)
      return backTo({ token, done: '1' })
    } catch (error) {
      if (isRefusal(error, 'email-change.gone') && !token)
        return new Response(error.publicMessage, { status: 400 })
      if (isRefusal(error)) return backTo({ token, problem: error.code.replace('email-change.', '') })
      return Response.json({ reference: logUnknown(error, page) }, { status: 500 })
    }
  }
}
