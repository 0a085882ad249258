import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { receiveWebhook } from './inbox.ts'

export type WebhookAnswer = { status: 200 | 400 | 503; body: object }

/**
 * The response to Stripe: a receipt, or why the request was refused. 503 makes Stripe retry, and is for events of ours that
 * could not be applied; Stripe disables an endpoint that returns it for days.
 */
export async function answerWebhook(body: string, signature: string | null): Promise<WebhookAnswer> {
  try {
    const receipt = await receiveWebhook(body, signature)
    const isOpen = receipt.status === 'failed' || receipt.status === 'dead'
    return { status: isOpen ? 503 : 200, body: receipt }
  } catch (error) {
    if (isRefusal(error, 'webhook.signature') || isRefusal(error, 'webhook.malformed'))
      return { status: 400, body: { code: error.code, error: error.publicMessage } }
    return { status: 503, body: { reference: logUnknown(error, 'webhook') } }
  }
}
