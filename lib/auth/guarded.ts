import type { z } from 'zod'
import { type ActionFailed, failureOf, inputFailure } from '@/lib/core/action-state'
import type { WorkspaceContext } from '@/lib/core/context'
import { assertStorableText } from '@/lib/core/storable-text'
import { countMember, type UseKind } from '@/lib/limits-of-use/count-member'
import { can, needsRecentSignIn, type Permission, permissions, whoMay } from './permissions'
import { CONFIRM_NEEDED, isRecentlyProven, type SessionProof } from './session/session-proof'

/** Whether a person may do it: who they are to the verb, or what they are told instead. */
export type Admission<Who> = { ok: true; who: Who } | ActionFailed

type Judged<Input extends z.ZodType, Who> = {
  /** Decides on the session, the role and the sign-in. */
  admit: () => Promise<Admission<Who>>
  /** Whose limits it counts against (R42). */
  counted: (who: Who) => { userId: number; workspaceId?: number }
  input: Input
  /** Names the request in the log. */
  where: string
  /** An action's own name; the reference of an unknown failure begins with it. */
  name?: string
  /** What every request of this kind counts as; an action unless it only reads. */
  counts?: 'action' | 'read'
  /** What it counts as besides, once its input is known to be valid (lib/limits-of-use/limits.ts). */
  limit?: UseKind
}

export type Guarded<Result> = { ok: true; result: Result } | ActionFailed

export const SIGNED_OUT: ActionFailed = {
  ok: false,
  code: 'signed-out',
  message: 'You are signed out. Sign in and try again.',
}

/**
 * The order in which every request is judged, whoever makes it: admission (session, role, recent sign-in), how often
 * (R42), input, and only then the verb. Each step fails closed, and no failure shows more than it may.
 */
export async function judged<Input extends z.ZodType, Result, Who>(
  { admit, counted, input, where, name, counts = 'action', limit }: Judged<Input, Who>,
  raw: () => unknown,
  verb: (who: Who, input: z.output<Input>) => Promise<Result>,
): Promise<Guarded<Result>> {
  try {
    const admission = await admit()
    if (!admission.ok) return admission
    const { who } = admission
    await countMember(counted(who), counts)
    const parsed = input.safeParse(assertStorableText(raw()))
    if (!parsed.success) return inputFailure(parsed.error)
    if (limit) await countMember(counted(who), limit)
    return { ok: true, result: await verb(who, parsed.data) }
  } catch (error) {
    // The framework steers by throwing (a redirect, a 404); those errors are its own and pass through.
    if (isSteering(error)) throw error
    return failureOf(error, where, name)
  }
}

type Membership<Ctx extends WorkspaceContext> = {
  permission: Permission
  /** Whether it needs a recent sign-in, or the second factor; the permission decides when it is left out. */
  recentSignIn?: boolean
  /** The signed-in member; null when nobody is signed in, or they belong to no workspace. */
  context: () => Promise<Ctx | null>
  /** How the member proved who they are in this browser. */
  proof: () => Promise<SessionProof | null>
}

/** Admits members of a workspace whose role has the permission. */
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
  Pick<Judged<Input, Ctx>, 'input' | 'where' | 'name' | 'counts' | 'limit'>

/** Judges a request of a member of a workspace. */
export const guarded = <Input extends z.ZodType, Result, Ctx extends WorkspaceContext>(
  options: Options<Input, Ctx>,
  raw: () => unknown,
  verb: (ctx: Ctx, input: z.output<Input>) => Promise<Result>,
): Promise<Guarded<Result>> =>
  judged({ ...options, admit: () => admitMember(options), counted: (ctx) => ctx }, raw, verb)

function notAllowed(permission: Permission): ActionFailed {
  const words = permissions[permission]?.words ?? 'do this'
  return { ok: false, code: 'forbidden', message: `Only ${whoMay(permission)} can ${words}.` }
}

function isSteering(error: unknown): boolean {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : null
  return typeof digest === 'string' && digest.startsWith('NEXT_')
}
