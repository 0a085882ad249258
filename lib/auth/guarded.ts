import type { z } from 'zod'
import { type ActionFailed, failureOf, inputFailure } from '@/lib/core/action-state'
import type { WorkspaceContext } from '@/lib/core/context'
import { storable } from '@/lib/core/storable'
import { countMember, type UseKind } from '@/lib/limits-of-use/count-member'
import { can, needsRecentSignIn, type Permission, permissions, whoMay } from './permissions'
import { CONFIRM_NEEDED, isRecentlyProven, type SessionProof } from './session/session-proof'

type Options<Input extends z.ZodType, Ctx extends WorkspaceContext> = {
  input: Input
  permission: Permission
  /** Whether it needs a recent sign-in, or the second factor; the permission decides when it is left out. */
  recentSignIn?: boolean
  /** Names the verb in the log. */
  where: string
  /** What every request of this kind counts as; an action unless it only reads. */
  counts?: 'action' | 'read'
  /** What it counts as besides, once its input is known to be valid (lib/limits-of-use/limits.ts). */
  limit?: UseKind
  /** The signed-in member; null when nobody is signed in, or they belong to no workspace. */
  context: () => Promise<Ctx | null>
  /** How the member proved who they are in this browser. */
  proof: () => Promise<SessionProof | null>
}

export type Guarded<Result> = { ok: true; result: Result } | ActionFailed

const SIGNED_OUT: ActionFailed = {
  ok: false,
  code: 'signed-out',
  message: 'You are signed out. Sign in and try again.',
}

/**
 * The order in which every request of a member is judged: session, membership, permission, recent sign-in,
 * how often (R42), input, and only then the verb. Each step fails closed, and no failure shows more than it may.
 */
export async function guarded<Input extends z.ZodType, Result, Ctx extends WorkspaceContext>(
  options: Options<Input, Ctx>,
  raw: () => unknown,
  verb: (ctx: Ctx, input: z.output<Input>) => Promise<Result>,
): Promise<Guarded<Result>> {
  const { input, permission, where, counts = 'action', limit } = options
  try {
    const ctx = await options.context()
    if (!ctx) return SIGNED_OUT
    if (!can(ctx.role, permission)) return notAllowed(permission)
    const needsRecent = options.recentSignIn ?? needsRecentSignIn(permission)
    if (needsRecent && !isRecentlyProven(await options.proof())) return CONFIRM_NEEDED
    await countMember(ctx, counts)
    const parsed = input.safeParse(storable(raw()))
    if (!parsed.success) return inputFailure(parsed.error)
    if (limit) await countMember(ctx, limit)
    return { ok: true, result: await verb(ctx, parsed.data) }
  } catch (error) {
    // The framework steers by throwing (a redirect, a 404); those errors are its own and pass through.
    if (isSteering(error)) throw error
    return failureOf(error, where)
  }
}

function notAllowed(permission: Permission): ActionFailed {
  const words = permissions[permission]?.words ?? 'do this'
  return { ok: false, code: 'forbidden', message: `Only ${whoMay(permission)} can ${words}.` }
}

function isSteering(error: unknown): boolean {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : null
  return typeof digest === 'string' && digest.startsWith('NEXT_')
}
