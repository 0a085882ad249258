import { createHash, createHmac } from 'node:crypto'
import { env } from '@/lib/core/settings/env'

/**
 * The token of a shared link: the workspace's number and a secret derived from the request and the installation's secret.
 * The same request gives the same link (R12), members can see it again, and the table alone does not reveal it.
 */
export function shareToken(workspaceId: number, requestId: string): string {
  const secret = createHmac('sha256', env().NEXTAUTH_SECRET).update(
    `report-share:${workspaceId}:${requestId}`,
  )
  return `${workspaceId}.${secret.digest('base64url')}`
}

export const hashShareToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The workspace that a token names. Null for an incomplete token. */
export function workspaceOfShareToken(token: string): number | null {
  const found = /^([1-9]\d{0,8})\.[\w-]{43}$/.exec(token)
  return found ? Number(found[1]) : null
}
