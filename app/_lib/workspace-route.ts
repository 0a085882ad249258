import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { guarded } from '@/lib/auth/guarded'
import type { Permission } from '@/lib/auth/permissions'
import type { ActionFailed } from '@/lib/core/action-state'
import type { WorkspaceContext } from '@/lib/core/context'
import type { UseKind } from '@/lib/limits-of-use/count-member'
import { findWorkspace } from './workspace-context'

type Params = Record<string, string | string[]>
type Options<Input extends z.ZodType> = {
  permission: Permission
  /** What the address carries: its parameters together with its query. */
  input: Input
  /** What it counts as besides a request (R42). */
  limit?: UseKind
}

const STATUS: Record<string, number> = {
  'signed-out': 401,
  forbidden: 403,
  input: 400,
  'rate.limited': 429,
  'storage.full': 413,
  unknown: 500,
}

/** Makes every route handler of a workspace; judged in the same order as an action (lib/auth/guarded.ts). */
export function workspaceRoute<Input extends z.ZodType>(
  options: Options<Input>,
  verb: (ctx: WorkspaceContext, input: z.output<Input>, request: NextRequest) => Promise<Response | object>,
) {
  return async (request: NextRequest, route: { params: Promise<Params> }): Promise<Response> => {
    const params = await route.params
    const outcome = await guarded(
      {
        ...options,
        counts: request.method === 'GET' ? 'read' : 'action',
        where: `${request.method} ${request.nextUrl.pathname}`,
        context: findWorkspace,
      },
      () => ({ ...Object.fromEntries(request.nextUrl.searchParams), ...params }),
      (ctx, input) => verb(ctx, input, request),
    )
    if (!outcome.ok) return refusal(outcome)
    const { result } = outcome
    return result instanceof Response ? result : Response.json(result, { headers: PRIVATE })
  }
}

/** For routes that take nothing. */
export const noInput = z.object({})

const PRIVATE = { 'Cache-Control': 'private, no-store' }

function refusal({ code, message, details, reference }: ActionFailed): Response {
  // A refusal of ours without an entry is a rule of the product: not there is 404, the rest is a conflict.
  const status = STATUS[code] ?? (code === 'not-found' ? 404 : 409)
  const wait = details?.retryAfterSeconds
  const headers = typeof wait === 'number' ? { ...PRIVATE, 'Retry-After': String(wait) } : PRIVATE
  return Response.json({ code, message, details, reference }, { status, headers })
}
