import type { NextRequest } from 'next/server'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { countUse, tryUse } from '@/lib/rate-limits/limiter'

export type Visit<Work> = { state: 'open'; work: Work } | { state: 'closed' } | { state: 'too-often' }

/** Opens a link to a result; rate-limited by client address. */
export async function visitLink<Work>(
  token: string,
  headers: Headers,
  read: (token: string) => Promise<Work | null>,
): Promise<Visit<Work>> {
  const { ok } = await tryUse('shared-link.client', readClientAddress(headers))
  if (!ok) return { state: 'too-often' }
  const work = await read(token)
  return work ? { state: 'open', work } : { state: 'closed' }
}

function refuse(status: number, message: string, retryAfterSeconds?: number): Response {
  const headers = new Headers({ 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'no-store' })
  if (retryAfterSeconds) headers.set('Retry-After', String(retryAfterSeconds))
  return new Response(message, { status, headers })
}

/** The PDF of a shared result, for anyone with the link. `name` is in the reference of an unknown error. */
export async function sharedPdf<Work>(
  request: NextRequest,
  name: string,
  visit: (headers: Headers) => Promise<Visit<Work>>,
  respond: (work: Work) => Promise<Response>,
): Promise<Response> {
  try {
    await countUse('shared-pdf.client', readClientAddress(request.headers))
    const visited = await visit(request.headers)
    if (visited.state === 'too-often')
      return refuse(429, 'This link was opened too often from your network. Try again in a minute.', 60)
    if (visited.state === 'closed')
      return refuse(404, 'This link isn’t available. It has expired or is incomplete.')
    return await respond(visited.work)
  } catch (error) {
    if (isRefusal(error, 'rate.limited'))
      return refuse(429, error.publicMessage, Number(error.details.retryAfterSeconds))
    return refuse(
      500,
      `Something went wrong. Try again. If it keeps happening, contact the agency that shared this link, with reference ${logUnknown(error, name)}.`,
    )
  }
}
