import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { guarded } from '@/lib/auth/guarded'
import type { Permission } from '@/lib/auth/permissions'
import { verifyPath } from '@/lib/auth/session/session-proof'
import type { ActionFailed } from '@/lib/core/action-state'
import type { UseKind } from '@/lib/limits-of-use/count-member'
import type { Membership } from '@/lib/workspaces/members/membership'
import { currentProof, findWorkspace } from '../workspace-context'
import { RETRY_SECONDS } from './route-failure'

type Params = Record<string, string | string[]>
type Options<Input extends z.ZodType> = {
  permission: Permission
  /** Whether it needs a recent sign-in; the permission decides when it is left out (lib/auth/permissions.ts). */
  recentSignIn?: boolean
  /** What the address carries: its parameters together with its query. */
  input: Input
  /** What it counts as besides a request (R42). */
  limit?: UseKind
}

const STATUS: Record<string, number> = {
  'signed-out': 401,
  forbidden: 403,
  'confirm.needed': 403,
  input: 400,
  'body.too-large': 413,
  'rate.limited': 429,
  'storage.full': 413,
  busy: 503,
  unknown: 500,
}

/** Makes every route handler of a workspace; checked in the same order as an action (lib/auth/guarded.ts). */
export function workspaceRoute<Input extends z.ZodType>(
  options: Options<Input>,
  verb: (ctx: Membership, input: z.output<Input>, request: NextRequest) => Promise<Response | object>,
) {
  return async (request: NextRequest, route: { params: Promise<Params> }): Promise<Response> => {
    const params = await route.params
    const outcome = await guarded(
      {
        ...options,
        counts: request.method === 'GET' ? 'read' : 'action',
        where: `${request.method} ${request.nextUrl.pathname}`,
        context: findWorkspace,
        proof: currentProof,
      },
      () => ({ ...Object.fromEntries(request.nextUrl.searchParams), ...params }),
      (ctx, input) => verb(ctx, input, request),
    )
    if (!outcome.ok) return confirmPage(request, outcome) ?? refusal(outcome)
    const { result } = outcome
    return result instanceof Response ? result : Response.json(result, { headers: PRIVATE })
  }
}

/** For routes that take nothing. */
export const noInput = z.object({})

const PRIVATE = { 'Cache-Control': 'private, no-store' }

/** A person who follows a link to a file is sent to confirm who they are, and back to it. */
function confirmPage(request: NextRequest, { code }: ActionFailed): Response | null {
  const isPageVisit = request.method === 'GET' && request.headers.get('accept')?.includes('text/html')
  if (code !== 'confirm.needed' || !isPageVisit) return null
  const { pathname, search } = request.nextUrl
  return new Response(null, {
    status: 303,
    headers: { ...PRIVATE, Location: verifyPath(`${pathname}${search}`) },
  })
}

function refusal({ code, message, details, reference }: ActionFailed): Response {
  // A refusal of ours without an entry is a rule of the product: not there is 404, the rest is a conflict.
  const status = STATUS[code] ?? (code === 'not-found' ? 404 : 409)
  const wait = details?.retryAfterSeconds ?? (status === 503 ? RETRY_SECONDS : undefined)
  const headers = wait === undefined ? PRIVATE : { ...PRIVATE, 'Retry-After': String(wait) }
  return Response.json({ code, message, details, reference }, { status, headers })
}
