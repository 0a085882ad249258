import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { env } from '@/lib/core/env'
import { Refusal } from '@/lib/core/errors'

export type Mailed = { workspaceId: number; campaignId: string; position: number }

const Parts = z.tuple([z.coerce.number().int().positive(), z.uuid(), z.coerce.number().int().positive()])

/** Names one mail to one person, signed by us: whoever has the mail may end it, and nothing else. */
export function unsubscribeTokenFor({ workspaceId, campaignId, position }: Mailed): string {
  const body = `${workspaceId}.${campaignId}.${position}`
  return `${body}.${signatureOf(body)}`
}

/** @throws Refusal `unsubscribe.invalid` */
export function readUnsubscribeToken(token: string): Mailed {
  const body = token.slice(0, token.lastIndexOf('.'))
  const [given, wanted] = [Buffer.from(token.slice(body.length + 1)), Buffer.from(signatureOf(body))]
  const parts = Parts.safeParse(body.split('.'))
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted) || !parts.success) {
    throw new Refusal('unsubscribe.invalid', 'This link is not whole. Open it from the mail again.')
  }
  const [workspaceId, campaignId, position] = parts.data
  return { workspaceId, campaignId, position }
}

const signatureOf = (body: string) =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`campaign-unsubscribe:${body}`).digest('base64url')
