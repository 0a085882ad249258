import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { handleApiRequest } from '@/lib/api/handle-request'
import type { ApiContext } from '@/lib/api/keys/authenticate'
import type { Operation } from '@/lib/api/operations'
import { toProblem } from '@/lib/api/problem'
import type { ResponseName, responses } from '@/lib/api/responses'
import { countMember } from '@/lib/limits-of-use/count-member'
import { limitedJson } from './limited-body'
import { RETRY_SECONDS } from './route-failure'

type Params = Record<string, string | string[]>
type Handler<Op extends Operation> = (
  ctx: ApiContext,
  input: Op['input']['_output'],
  idempotencyKey: string,
  request: NextRequest,
) => Promise<Op['response'] extends ResponseName ? z.input<(typeof responses)[Op['response']]> : Response>

const MAX_BODY_BYTES = 10_000

/** Creates an API route from its operation. Checks run in the order of lib/api/handle-request.ts. */
export function apiRoute<Op extends Operation>(operation: Op, handler: Handler<Op>) {
  return async (request: NextRequest, route: { params: Promise<Params> }): Promise<Response> => {
    const params = await route.params
    const { method, path, scope, input, keyed, upload, limit, status = 200 } = operation
    const outcome = await handleApiRequest(
      { where: `api:${method} ${path}`, scope, input, keyed },
      {
        authorization: request.headers.get('authorization'),
        idempotencyKey: request.headers.get('idempotency-key'),
        raw: async () => ({
          ...(method === 'GET' || method === 'DELETE' || upload
            ? Object.fromEntries(request.nextUrl.searchParams)
            : await limitedJson(request, MAX_BODY_BYTES)),
          ...params,
        }),
      },
      async (ctx, parsed, idempotencyKey) => {
        if (limit) await countMember(ctx, limit)
        return handler(ctx, parsed, idempotencyKey, request)
      },
    )
    if (outcome.ok && outcome.result instanceof Response) return outcome.result
    if (outcome.ok)
      return Response.json(outcome.result, { status, headers: { 'Cache-Control': 'private, no-store' } })
    const problem = toProblem(outcome)
    const headers = new Headers({
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'private, no-store',
    })
    if (problem.status === 401) headers.set('WWW-Authenticate', 'Bearer')
    if (typeof problem.retryAfterSeconds === 'number')
      headers.set('Retry-After', String(problem.retryAfterSeconds))
    else if (problem.status === 503) headers.set('Retry-After', RETRY_SECONDS)
    return new Response(JSON.stringify(problem), { status: problem.status, headers })
  }
}
