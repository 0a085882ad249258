import type { z } from 'zod'
import { type ActionFailed, failureOf, inputFailure } from '@/lib/core/action-state'
import type { WorkspaceContext } from '@/lib/core/context'
import { assertStorableText } from '@/lib/core/storable-text'
import { countMember, type UseKind } from '@/lib/rate-limits/count-member'
import { can, needsRecentSignIn, type Permission, whoCan } from './permissions'
import { CONFIRM_NEEDED, isRecentlyProven, type SessionProof } from './session/session-proof'

/** The result of the access check: the person, or the error to show. */
export type Admission<Who> = { ok: true; who: Who } | ActionFailed

type CheckedRequest<Input extends z.ZodType, Who> = {
  /** Checks the session, the role and the sign-in. */
  admit: () => Promise<Admission<Who>>
  /** Whose limits the request counts against (R42). */
  counted: (who: Who) => { userId: number; workspaceId?: number }
  input: Input
  /** Names the request in the log. */
  where: string
  /** The action's name. References of unknown failures start with it. */
  name?: string
  /** The general limit it counts against; `read` for requests that only read. */
  counts?: 'action' | 'read'
  /** An additional limit, counted once the input is valid (lib/rate-limits/limits.ts). */
  limit?: UseKind
}

export type Guarded<Result> = { ok: true; result: Result } | ActionFailed

export const SIGNED_OUT: ActionFailed = {
  ok: false,
  code: 'signed-out',
  message: 'You’re signed out. Sign in and try again.',
}

/**
 * Checks every request in the same order: access (session, role, recent sign-in), limits (R42), input. Only then it runs
 * the handler. Each step fails closed, and errors never expose internal details.
 */
export async function runChecked<Input extends z.ZodType, Result, Who>(
  { admit, counted, input, where, name, counts = 'action', limit }: CheckedRequest<Input, Who>,
  raw: () => unknown,
  handler: (who: Who, input: z.output<Input>) => Promise<Result>,
): Promise<Guarded<Result>> {
  try {
    const admission = await admit()
    if (!admission.ok) return admission
    const { who } = admission
    await countMember(counted(who), counts)
    const parsed = input.safeParse(assertStorableText(raw()))
    if (!parsed.success) return inputFailure(parsed.error)
    if (limit) await countMember(counted(who), limit)
    return { ok: true, result: await handler(who, parsed.data) }
  } catch (error) {
    // Next.js throws redirects and 404s as errors. They must pass through.
    if (isNextControlFlow(error)) throw error
    return failureOf(error, where, name)
  }
}

type Membership<Ctx extends WorkspaceContext> = {
  permission: Permission
  /** Whether it needs a recent sign-in or the second factor. Defaults to the permission's setting. */
  recentSignIn?: boolean
  /** The signed-in member; null if no one is signed in or they belong to no workspace. */
  context: () => Promise<Ctx | null>
  /** How the member authenticated in this browser. */
  proof: () => Promise<SessionProof | null>
}

/** Allows members of a workspace whose role has the permission. */
export async function admitMember<Ctx extends WorkspaceContext>({
  permission,
  recentSignIn = needsRecentSignIn(permission),
  context,
  proof,
}: Membership<Ctx>): Promise<Admission<Ctx>> {
  const ctx = await context()
  if (!ctx) return SIGNED_OUT
  if (!can(ctx.role, permission)) return notAllowed(permission)
  if (recentSignIn && !isRecentlyProven(await proof())) return CONFIRM_NEEDED
  return { ok: true, who: ctx }
}

type Options<Input extends z.ZodType, Ctx extends WorkspaceContext> = Membership<Ctx> &
  Pick<CheckedRequest<Input, Ctx>, 'input' | 'where' | 'name' | 'counts' | 'limit'>

/** Checks and runs a request of a workspace member. */
export const guarded = <Input extends z.ZodType, Result, Ctx extends WorkspaceContext>(
  options: Options<Input, Ctx>,
  raw: () => unknown,
  handler: (ctx: Ctx, input: z.output<Input>) => Promise<Result>,
): Promise<Guarded<Result>> =>
  runChecked({ ...options, admit: () => admitMember(options), counted: (ctx) => ctx }, raw, handler)

function notAllowed(permission: Permission): ActionFailed {
  return { ok: false, code: 'forbidden', message: whoCan(permission) }
}

function isNextControlFlow(error: unknown): boolean {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : null
  return typeof digest === 'string' && digest.startsWith('NEXT_')
}
