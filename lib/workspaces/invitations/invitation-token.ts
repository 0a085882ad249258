import { createHash, createHmac } from 'node:crypto'
import { env } from '@/lib/core/settings/env'

/**
 * The token in the emailed link: the workspace's number and a secret derived from the invitation's id. The job that emails
 * it needs no token in its data, and the table only stores the hash.
 */
export function invitationToken(workspaceId: number, id: string): string {
  const secret = createHmac('sha256', env().NEXTAUTH_SECRET).update(`invitation:${workspaceId}:${id}`)
  return `${workspaceId}.${secret.digest('base64url')}`
}

export const hashInvitationToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The workspace in a token, unverified; null if the token is malformed. */
export function workspaceOfToken(token: string): number | null {
  const found = /^([1-9]\d{0,8})\.[\w-]{43}$/.exec(token)
  return found ? Number(found[1]) : null
}
