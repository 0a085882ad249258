import { hash } from 'node:crypto'
import { isRefusal, Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import type { WorkView } from '@/lib/paid-work/view'
import type { ApiContext } from '../keys/authenticate'

/**
 * The id of what a request creates: the same API key and Idempotency-Key always name the same object (R12), and no other
 * key can name it. A UUID of version 8, because pages refuse ids that are no UUIDs.
 */
export function requestId({ workspaceId, apiKeyId }: ApiContext, idempotencyKey: string): string {
  const hex = hash('sha256', `api-request:${workspaceId}:${apiKeyId}:${idempotencyKey}`, 'hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

export const keyUsed = (): Refusal =>
  new Refusal(
    'request.reused',
    'This Idempotency-Key was already used for a different request. Send a new key with this request.',
  )

/** Runs a service that was written for forms. Its message about a reused form becomes one about the key. */
export async function asRequest<Result>(attempt: Promise<Result>): Promise<Result> {
  try {
    return await attempt
  } catch (error) {
    if (isRefusal(error, 'request.reused')) throw keyUsed()
    throw error
  }
}

export const apiUrl = (path: string): string => `${env().APP_URL}/api/v1${path}`
export const pageUrl = (path: string): string => `${env().APP_URL}${path}`

/** The fields of every piece of paid work, as the API returns them. */
export function workOf<Status extends string>(view: WorkView<Status>, path: string) {
  const { id, status, progressPercent, createdAt, createdBy, finishedAt, failure, givenBackFor, paid } = view
  return {
    id,
    status,
    progressPercent,
    createdAt,
    createdBy,
    finishedAt,
    failure,
    refundReason: givenBackFor,
    paid,
    url: apiUrl(`${path}/${id}`),
    pageUrl: pageUrl(`${path}/${id}`),
  }
}
