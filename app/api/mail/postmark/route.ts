import { limitedJson } from '@/app/_lib/routes/limited-body'
import { routeFailure } from '@/app/_lib/routes/route-failure'
import { applyDeliveryEvents } from '@/lib/campaigns/delivery/delivery-events'
import { checkPostmarkPassword, readPostmarkEvents } from '@/lib/campaigns/delivery/services/postmark'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

const MAX_BYTES = 2_000_000

/** Bounces, complaints and opt-outs from Postmark. Returns 404 if no password is set. */
export async function POST(request: Request): Promise<Response> {
  const secret = env().MAIL_POSTMARK_SECRET
  if (!secret) return new Response(null, { status: 404 })
  try {
    checkPostmarkPassword(request.headers.get('authorization') ?? '', secret)
    const body = await limitedJson(request, MAX_BYTES)
    return Response.json(await applyDeliveryEvents(readPostmarkEvents(body)))
  } catch (error) {
    if (isRefusal(error)) return Response.json({ error: error.publicMessage }, { status: 400 })
    // Postmark retries.
    return routeFailure(error, 'mail-postmark')
  }
}
