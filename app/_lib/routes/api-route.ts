import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { answer } from '@/lib/api/answer'
import type { answers } from '@/lib/api/answers'
import type { ProgramContext } from '@/lib/api/keys/authenticate'
import type { Operation } from '@/lib/api/operations'
import { problemOf } from '@/lib/api/problem'
import { limitedJson } from './limited-body'
import { RETRY_SECONDS } from './route-failure'

type Params = Record<string, string | string[]>
type Verb<Op extends Operation> = (
  ctx: ProgramContext,
  input: Op['input']['_output'],
  idempotencyKey: string,
) => Promise<z.input<(typeof answers)[Op['answer']]>>

const MOST_BODY_BYTES = 10_000

/** Makes every route of the API for programs out of its operation; judged in the order of lib/api/answer.ts. */
export function apiRoute<Op extends Operation>(operation: Op, verb: Verb<Op>) {
  return async (request: NextRequest, route: { params: Promise<Params> }): Promise<Response> => {
    const params = await route.params
    const { method, path, scope, input, keyed } = operation
    const answered = await answer(
      { where: `api:${method} ${path}`, scope, input, keyed },
      {
        authorization: request.headers.get('authorization'),
        idempotencyKey: request.headers.get('idempotency-key'),
        raw: async () => ({
          ...(method === 'GET'
            ? Object.fromEntries(request.nextUrl.searchParams)
            : await limitedJson(request, MOST_BODY_BYTES)),
          ...params,
        }),
      },
      verb,
    )
    if (answered.ok)
      return Response.json(answered.result, { headers: { 'Cache-Control': 'private, no-store' } })
    const problem = problemOf(answered)
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
