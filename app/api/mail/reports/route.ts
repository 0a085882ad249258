import { limitedBytes } from '@/app/_lib/routes/limited-body'
import { routeFailure } from '@/app/_lib/routes/route-failure'
import { applyDeliveryEvents } from '@/lib/campaigns/delivery/delivery-events'
import { parseDeliveryReport } from '@/lib/campaigns/delivery/delivery-report'
import { checkSignature } from '@/lib/campaigns/delivery/report-signature'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

const MAX_BYTES = 10_000_000

/** Bounces and complaints as raw emails forwarded by a mail server, signed like `/api/mail/events`. */
export async function POST(request: Request): Promise<Response> {
  const secret = env().MAIL_EVENTS_SECRET
  if (!secret) return new Response(null, { status: 404 })
  try {
    const email = await limitedBytes(request, MAX_BYTES)
    checkSignature(email, request.headers.get('x-signature') ?? '', secret)
    return Response.json(await applyDeliveryEvents({ events: await parseDeliveryReport(email) }))
  } catch (error) {
    if (isRefusal(error)) return Response.json({ error: error.publicMessage }, { status: 400 })
    // The mail server retries.
    return routeFailure(error, 'mail-reports')
  }
}
