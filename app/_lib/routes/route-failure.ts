import { isBusy } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'

/** How long clients wait before retrying a request that an overloaded database refused. */
export const RETRY_SECONDS = '5'

/** The response to an unexpected failure: 503 if the database is overloaded, 500 otherwise. */
export function routeFailure(error: unknown, where: string): Response {
  const reference = logUnknown(error, where)
  if (!isBusy(error)) return Response.json({ reference }, { status: 500 })
  return Response.json({ reference }, { status: 503, headers: { 'Retry-After': RETRY_SECONDS } })
}
