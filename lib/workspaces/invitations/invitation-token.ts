import { createHash, createHmac } from 'node:crypto'
import { env } from '@/lib/core/settings/env'

/**
 * What the mailed link carries: the workspace's number and a secret that follows from the invitation's id. So the job
 * that mails it needs no token in its data, and the table has but its hash.
 */
export function invitationToken(workspaceId: number, id: string): string {
  const secret = createHmac('sha256', env().NEXTAUTH_SECRET).update(`invitation:${workspaceId}:${id}`)
  return `${workspaceId}.${secret.digest('base64url')}`
}

export const hashInvitationToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Which workspace a token says it is for; null for one that is not whole. */
export function workspaceOfToken(token: string): number | null {
  const found = /^([1-9]\d{0,8})\.[\w-]{43}$/.exec(token)
  return found ? Number(found[1]) : null
}
