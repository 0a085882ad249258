import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { guarded } from '@/lib/auth/guarded'
import type { Permission } from '@/lib/auth/permissions'
import type { ActionState } from '@/lib/core/action-state'
import type { WorkspaceContext } from '@/lib/core/context'
import type { UseKind } from '@/lib/limits-of-use/count-member'
import { currentProof, findWorkspace } from '../workspace-context'
import { formInput } from './form-input'

type Options<Input extends z.ZodType> = {
  input: Input
  permission: Permission
  /** Whether it needs a recent sign-in; the permission decides when it is left out (lib/auth/permissions.ts). */
  recentSignIn?: boolean
  /** What it counts as besides an action (R42). */
  limit?: UseKind
  /** Paths whose pages show what this action changes. */
  revalidate?: string[]
}

/** What a verb may answer with; `redirectTo` wins over the rest. */
// biome-ignore lint/suspicious/noConfusingVoidType: a verb with nothing to say returns nothing.
type Answer = { message?: string; data?: unknown; redirectTo?: string } | void

/**
 * Makes every server action of a workspace, options first so that none can be forgotten. For `useActionState`:
 *
 *   export const rename = workspaceAction(
 *     { input: RenameInput, permission: 'workspace.manage', revalidate: ['/workspace-settings'] },
 *     async (ctx, input) => ({ message: 'Saved' }),
 *   )
 */
export function workspaceAction<Input extends z.ZodType>(
  options: Options<Input>,
  verb: (ctx: WorkspaceContext, input: z.output<Input>) => Promise<Answer>,
) {
  return async (_before: ActionState, form: FormData): Promise<ActionState> => {
    const outcome = await guarded(
      {
        input: options.input,
        permission: options.permission,
        recentSignIn: options.recentSignIn,
        limit: options.limit,
        where: `action:${options.permission}`,
        context: findWorkspace,
        proof: currentProof,
      },
      () => formInput(form),
      verb,
    )
    if (!outcome.ok) return outcome
    for (const path of options.revalidate ?? []) {
      // A pattern such as /posts/[id] stands for every page of its kind.
      revalidatePath(path, path.includes('[') ? 'page' : undefined)
    }
    const { message, data, redirectTo } = outcome.result ?? {}
    if (redirectTo) redirect(redirectTo)
    return { ok: true, message, data }
  }
}
