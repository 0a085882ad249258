import { createHash, createHmac } from 'node:crypto'
import { env } from '@/lib/core/settings/env'

/**
 * What a shared link carries: the workspace's number and a secret derived from the request that made it and the
 * installation's secret. The same request twice is the same link (R12), members can be shown it again, and the table
 * alone opens nothing.
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
