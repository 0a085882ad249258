import { limitedText } from '@/app/_lib/routes/limited-body'
import { answerWebhook } from '@/lib/billing/stripe/webhooks/inbox'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'

/** Larger than any Stripe event. */
const MAX_BODY_BYTES = 1_000_000

/** Stripe's webhook endpoint, authenticated by signature. */
export async function POST(request: Request): Promise<Response> {
  try {
    const text = await limitedText(request, MAX_BODY_BYTES)
    const { status, body } = await answerWebhook(text, request.headers.get('stripe-signature'))
    return Response.json(body, { status })
  } catch (error) {
    if (isRefusal(error, 'body.too-large'))
      return Response.json({ error: error.publicMessage }, { status: 413 })
    return Response.json({ reference: logUnknown(error, 'webhook') }, { status: 503 })
  }
}
