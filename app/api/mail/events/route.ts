import { limitedText } from '@/app/_lib/routes/limited-body'
import { routeFailure } from '@/app/_lib/routes/route-failure'
import { applyDeliveryEvents, DeliveryEvents } from '@/lib/campaigns/delivery/delivery-events'
import { checkSignature } from '@/lib/campaigns/delivery/report-signature'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

const MAX_BYTES = 1_000_000

/** Bounces and complaints from the email service, signed with our secret. Returns 404 if no secret is set. */
export async function POST(request: Request): Promise<Response> {
  const secret = env().MAIL_EVENTS_SECRET
  if (!secret) return new Response(null, { status: 404 })
  try {
    const body = await limitedText(request, MAX_BYTES)
    checkSignature(body, request.headers.get('x-signature') ?? '', secret)
    const events = DeliveryEvents.safeParse(parsed(body))
    if (!events.success) return Response.json({ error: 'Expected a list of email events.' }, { status: 400 })
    return Response.json(await applyDeliveryEvents(events.data))
  } catch (error) {
    if (isRefusal(error)) return Response.json({ error: error.publicMessage }, { status: 400 })
    // The service retries.
    return routeFailure(error, 'mail-events')
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
