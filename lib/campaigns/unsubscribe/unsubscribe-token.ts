import { z } from 'zod'
import { rowNumber } from '@/lib/core/text/input'
import { incompleteLink, signUnsubscribeToken, verifyUnsubscribeToken } from '@/lib/email/unsubscribe-token'

/** One email of a campaign, by its recipient's position. */
export type EmailId = { workspaceId: number; campaignId: string; position: number }

const Parts = z.tuple([rowNumber, z.uuid(), rowNumber])

/** Identifies the recipient of one campaign email. The holder of the link can unsubscribe that person and do nothing else. */
export const createUnsubscribeToken = ({ workspaceId, campaignId, position }: EmailId): string =>
  signUnsubscribeToken('campaign-unsubscribe', `${workspaceId}.${campaignId}.${position}`)

/** @throws Refusal `unsubscribe.invalid` */
export function readUnsubscribeToken(token: string): EmailId {
  const parts = Parts.safeParse(verifyUnsubscribeToken('campaign-unsubscribe', token).split('.'))
  if (!parts.success) throw incompleteLink()
  const [workspaceId, campaignId, position] = parts.data
  return { workspaceId, campaignId, position }
}
