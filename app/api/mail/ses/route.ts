import { limitedText } from '@/app/_lib/routes/limited-body'
import { routeFailure } from '@/app/_lib/routes/route-failure'
import { applyDeliveryEvents } from '@/lib/campaigns/delivery/delivery-events'
import { readSesEvents } from '@/lib/campaigns/delivery/services/ses'
import { receiveSns } from '@/lib/campaigns/delivery/services/sns'
import { isRefusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

const MAX_BYTES = 1_000_000

/** Bounces and complaints from Amazon SES, signed by Amazon SNS. Returns 404 if no topic is set. */
export async function POST(request: Request): Promise<Response> {
  const topicArns = env().MAIL_SES_TOPIC_ARNS
  if (topicArns.length === 0) return new Response(null, { status: 404 })
  try {
    const notification = await receiveSns(await limitedText(request, MAX_BYTES), { topicArns })
    if (notification === null) return Response.json({ taken: 0 })
    return Response.json(await applyDeliveryEvents(readSesEvents(notification)))
  } catch (error) {
    if (isRefusal(error)) return Response.json({ error: error.publicMessage }, { status: 400 })
    // SNS retries.
    return routeFailure(error, 'mail-ses')
  }
}
