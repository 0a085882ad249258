import { limitedText } from '@/app/_lib/limited-body'
import { receiveWebhook } from '@/lib/billing/webhooks/inbox'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/log'

/** Larger than any event of Stripe's. */
const MAX_BODY_BYTES = 1_000_000

/** Stripe's door: signed, not signed in. Answers with a receipt; 503 makes Stripe deliver again. */
export async function POST(request: Request): Promise<Response> {
  try {
    const body = await limitedText(request, MAX_BODY_BYTES)
    const receipt = await receiveWebhook(body, request.headers.get('stripe-signature'))
    const open = receipt.status === 'failed' || receipt.status === 'dead'
    return Response.json(receipt, { status: open ? 503 : 200 })
  } catch (error) {
    if (isRefusal(error, 'webhook.signature') || isRefusal(error, 'webhook.malformed'))
      return Response.json({ code: error.code, error: error.publicMessage }, { status: 400 })
    if (isRefusal(error, 'body.too-large'))
      return Response.json({ error: error.publicMessage }, { status: 413 })
    return Response.json({ reference: logUnknown(error, 'webhook') }, { status: 503 })
  }
}
