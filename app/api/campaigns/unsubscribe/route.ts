import { type NextRequest, NextResponse } from 'next/server'
import { unsubscribeFromMailings } from '@/lib/campaigns/unsubscribe'
import { env } from '@/lib/core/env'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/log'

const tokenOf = (request: NextRequest) => request.nextUrl.searchParams.get('token') ?? ''

/** One click in the mail program (RFC 8058): signed, not signed in. */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    await unsubscribeFromMailings(tokenOf(request))
    return new Response(null, { status: 204 })
  } catch (error) {
    if (isRefusal(error)) return Response.json({ error: error.publicMessage }, { status: 400 })
    return Response.json({ reference: logUnknown(error, 'campaign-unsubscribe') }, { status: 500 })
  }
}

/** A person who follows the header's address gets the page with the button. */
export function GET(request: NextRequest): Response {
  return NextResponse.redirect(
    `${env().APP_URL}/unsubscribe/mailing?${new URLSearchParams({ token: tokenOf(request) })}`,
  )
}
