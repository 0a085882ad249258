import { isBusy } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'

/** How long a client waits before it repeats a request that an overloaded database had no room for. */
export const RETRY_SECONDS = '5'

/** What a route answers to a failure that is not a refusal: 503 while the database has no room, 500 otherwise. */
export function routeFailure(error: unknown, where: string): Response {
  const reference = logUnknown(error, where)
  if (!isBusy(error)) return Response.json({ reference }, { status: 500 })
  return Response.json({ reference }, { status: 503, headers: { 'Retry-After': RETRY_SECONDS } })
}
