import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { guarded } from '@/lib/auth/guarded'
import type { Permission } from '@/lib/auth/permissions'
import { verifyPath } from '@/lib/auth/session/session-proof'
import type { ActionFailed } from '@/lib/core/action-state'
import type { UseKind } from '@/lib/rate-limits/count-member'
import type { Membership } from '@/lib/workspaces/members/membership'
import { currentProof, findWorkspace } from '../workspace-context'
import { RETRY_SECONDS } from './route-failure'

type Params = Record<string, string | string[]>
type Options<Input extends z.ZodType> = {
  permission: Permission
  /** Whether it needs a recent sign-in; defaults to what the permission requires (lib/auth/permissions.ts). */
  recentSignIn?: boolean
  /** The path parameters and the query. */
  input: Input
  /** The limit it counts toward besides requests (R42). */
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

/** Creates every route handler of a workspace. Checks run in the same order as for actions (lib/auth/guarded.ts). */
export function workspaceRoute<Input extends z.ZodType>(
  options: Options<Input>,
  handler: (ctx: Membership, input: z.output<Input>, request: NextRequest) => Promise<Response | object>,
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
      (ctx, input) => handler(ctx, input, request),
    )
    if (!outcome.ok) return confirmPage(request, outcome) ?? refusal(outcome)
    const { result } = outcome
    return result instanceof Response ? result : Response.json(result, { headers: PRIVATE })
  }
}

/** For routes without input. */
export const noInput = z.object({})

const PRIVATE = { 'Cache-Control': 'private, no-store' }

/** Redirects a person who opens a link to a file to confirm their identity, then back to the file. */
export function confirmPage(request: NextRequest, { code }: ActionFailed): Response | null {
  const isPageVisit = request.method === 'GET' && request.headers.get('accept')?.includes('text/html')
  if (code !== 'confirm.needed' || !isPageVisit) return null
  const { pathname, search } = request.nextUrl
  return new Response(null, {
    status: 303,
    headers: { ...PRIVATE, Location: verifyPath(`${pathname}${search}`) },
  })
}

export function refusal({ code, message, details, reference }: ActionFailed): Response {
  // Refusals without an entry are product rules: 404 if not found, otherwise a conflict.
  const status = STATUS[code] ?? (code === 'not-found' ? 404 : 409)
  const wait = details?.retryAfterSeconds ?? (status === 503 ? RETRY_SECONDS : undefined)
  const headers = wait === undefined ? PRIVATE : { ...PRIVATE, 'Retry-After': String(wait) }
  return Response.json({ code, message, details, reference }, { status, headers })
}
