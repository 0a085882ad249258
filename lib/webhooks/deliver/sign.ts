import { Webhook } from 'standardwebhooks'

type Message = { id: string; body: string; secrets: readonly string[]; at: Date }

/** The headers of Standard Webhooks (https://www.standardwebhooks.com), with a signature for each secret. */
export function signedHeaders({ id, body, secrets, at }: Message): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'MarketTrak-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}
