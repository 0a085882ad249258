import { createHash } from 'node:crypto'
import { signaturesOf } from '@/lib/core/clients/signature'

/** What a link opens. Part of its signature, so a link to one kind never opens another. */
export type SharePurpose = 'report-share' | 'valuation-share'

/**
 * The token of a shared link: the workspace's number and a secret derived from the request and the installation's secret.
 * The same request gives the same link (R12), members can see it again, and the table alone does not reveal it.
 */
export const shareToken = (purpose: SharePurpose, workspaceId: number, requestId: string): string =>
  shareTokens(purpose, workspaceId, requestId)[0] ?? ''

/** The token by each of our keys, newest first: a link created before a change of keys has one of the later. */
export const shareTokens = (purpose: SharePurpose, workspaceId: number, requestId: string): string[] =>
  signaturesOf(purpose, `${workspaceId}:${requestId}`).map((secret) => `${workspaceId}.${secret}`)

export const hashShareToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The workspace that a token names. Null for an incomplete token. */
export function workspaceOfShareToken(token: string): number | null {
  const found = /^([1-9]\d{0,8})\.[\w-]{43}$/.exec(token)
  return found ? Number(found[1]) : null
}
