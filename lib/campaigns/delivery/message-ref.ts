import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { signaturesOf } from '@/lib/core/clients/signature'
import type { EmailId } from '../unsubscribe/unsubscribe-token'

/** The header that identifies an email in reports about it, for services that replace the Message-ID. */
export const REF_HEADER = 'X-Market-Trak-Ref'

const PURPOSE = 'campaign-message'
/** 128 bits, in hex: some mail systems change the case of a Message-ID. */
const MAC_CHARACTERS = 32
const REF = /^c\.(\d{1,9})\.([0-9a-f-]{36})\.(\d{1,6})\.([0-9a-f]{32})$/

/** By each of our keys, newest first. */
const macsOf = (body: string): string[] =>
  signaturesOf(PURPOSE, body).map((signature) =>
    Buffer.from(signature, 'base64url').toString('hex').slice(0, MAC_CHARACTERS),
  )

/**
 * Identifies one email of a campaign. It is signed, so a report with a guessed workspace, campaign and position suppresses
 * no one (R44).
 */
export function createMessageRef({ workspaceId, campaignId, position }: EmailId): string {
  const body = `${workspaceId}.${campaignId}.${position}`
  return `c.${body}.${macsOf(body)[0]}`
}

/** The email that a ref or a Message-ID identifies; null if we didn’t create it. */
export function readMessageRef(text: string): EmailId | null {
  const [ref = ''] = text.trim().replace(/^</, '').toLowerCase().split('@', 1)
  const [, workspaceId, campaignId = '', position, mac = ''] = REF.exec(ref) ?? []
  if (!workspaceId || !z.uuid().safeParse(campaignId).success) return null
  const expected = macsOf(`${workspaceId}.${campaignId}.${position}`)
  if (!expected.some((one) => timingSafeEqual(Buffer.from(mac), Buffer.from(one)))) return null
  return { workspaceId: Number(workspaceId), campaignId, position: Number(position) }
}
