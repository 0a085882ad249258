import { createHash } from 'node:crypto'
import { signaturesOf } from '@/lib/core/clients/signature'

/**
 * The token in the emailed link: the workspace's number and a secret derived from the invitation's id. The job that emails
 * it needs no token in its data, and the table only stores the hash.
 */
export const invitationToken = (workspaceId: number, id: string): string =>
  invitationTokens(workspaceId, id)[0] ?? ''

/** The token by each of our keys, newest first: an invitation written before a change of keys has one of the later. */
export const invitationTokens = (workspaceId: number, id: string): string[] =>
  signaturesOf('invitation', `${workspaceId}:${id}`).map((secret) => `${workspaceId}.${secret}`)

export const hashInvitationToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The workspace in a token, unverified; null if the token is malformed. */
export function workspaceOfToken(token: string): number | null {
  const found = /^([1-9]\d{0,8})\.[\w-]{43}$/.exec(token)
  return found ? Number(found[1]) : null
}
