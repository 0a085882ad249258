import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import type { ApiContext } from '@/lib/api/keys/authenticate'
import type { Operation } from '@/lib/api/operations'
import { handleApiRequest } from '@/lib/api/requests/handle-request'
import { toProblem } from '@/lib/api/requests/problem'
import { readQuery } from '@/lib/api/requests/read-query'
import type { Problem, ResponseName, responses } from '@/lib/api/responses'
import { withRequestId } from '@/lib/core/logging/request-id'
import { env } from '@/lib/core/settings/env'
import { countMember } from '@/lib/rate-limits/count-member'
import { deprecationHeaders, rateLimitHeaders } from './api-headers'
import { limitedJson } from './limited-body'
import { RETRY_SECONDS } from './route-failure'

type Params = Record<string, string | string[]>
type Handler<Op extends Operation> = (
  ctx: ApiContext,
  input: Op['input']['_output'],
  idempotencyKey: string,
  request: NextRequest,
) => Promise<Op['response'] extends ResponseName ? z.input<(typeof responses)[Op['response']]> : Response>

/** Room for the largest metadata with every character escaped. */
const MAX_BODY_BYTES = 20_000

/** Creates an API route from its operation. Checks run in the order of lib/api/requests/handle-request.ts. */
export function apiRoute<Op extends Operation>(operation: Op, handler: Handler<Op>) {
  return (request: NextRequest, route: { params: Promise<Params> }): Promise<Response> =>
    withRequestId(request.headers, (requestId) => respond(operation, handler, { request, route, requestId }))
}

async function respond<Op extends Operation>(
  { method, path, scope, input, keyed, upload, limit, deprecated, status = 200 }: Op,
  handler: Handler<Op>,
  { request, route, requestId }: Asked,
): Promise<Response> {
  const params = await route.params
  const outcome = await handleApiRequest(
    { where: `api:${method} ${path}`, scope, input, keyed },
    {
      authorization: request.headers.get('authorization'),
      idempotencyKey: request.headers.get('idempotency-key'),
      raw: async () => ({
        ...(method === 'GET' || method === 'DELETE' || upload
          ? readQuery(request.nextUrl.searchParams)
          : await limitedJson(request, MAX_BODY_BYTES)),
        ...params,
      }),
    },
    async (ctx, parsed, idempotencyKey) => {
      if (limit) await countMember(ctx, limit)
      return handler(ctx, parsed, idempotencyKey, request)
    },
  )
  const headers = new Headers({
    'Cache-Control': 'private, no-store',
    ...rateLimitHeaders(outcome.limits),
    ...deprecationHeaders(deprecated, env().APP_URL),
  })
  if (outcome.ok && outcome.result instanceof Response) {
    for (const [name, value] of headers) if (name !== 'cache-control') outcome.result.headers.set(name, value)
    return outcome.result
  }
  if (outcome.ok) return Response.json(outcome.result, { status, headers })
  const problem: Problem = { ...toProblem(outcome), requestId }
  headers.set('Content-Type', 'application/problem+json')
  if (problem.status === 401) headers.set('WWW-Authenticate', 'Bearer')
  if (typeof problem.retryAfterSeconds === 'number')
    headers.set('Retry-After', String(problem.retryAfterSeconds))
  else if (problem.status === 503) headers.set('Retry-After', RETRY_SECONDS)
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

type Asked = { request: NextRequest; route: { params: Promise<Params> }; requestId: string }
