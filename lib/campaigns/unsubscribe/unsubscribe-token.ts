import { z } from 'zod'
import { isSignature, signatureOf } from '@/lib/core/clients/signature'
import { Refusal } from '@/lib/core/errors'
import { rowNumber } from '@/lib/core/text/input'

export type Mailed = { workspaceId: number; campaignId: string; position: number }

const Parts = z.tuple([rowNumber, z.uuid(), rowNumber])
const PURPOSE = 'campaign-unsubscribe'

/** Names one mail to one person, signed by us: whoever has the mail may end it, and nothing else. */
export function unsubscribeTokenFor({ workspaceId, campaignId, position }: Mailed): string {
  const body = `${workspaceId}.${campaignId}.${position}`
  return `${body}.${signatureOf(PURPOSE, body)}`
}

/** @throws Refusal `unsubscribe.invalid` */
export function readUnsubscribeToken(token: string): Mailed {
  const body = token.slice(0, token.lastIndexOf('.'))
  const parts = Parts.safeParse(body.split('.'))
  if (!isSignature(token.slice(body.length + 1), PURPOSE, body) || !parts.success) {
    throw new Refusal('unsubscribe.invalid', 'This link is not whole. Open it from the mail again.')
  }
  const [workspaceId, campaignId, position] = parts.data
  return { workspaceId, campaignId, position }
}
