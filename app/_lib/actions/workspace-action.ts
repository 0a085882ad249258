import type { z } from 'zod'
import { admitMember } from '@/lib/auth/guarded'
import type { Permission } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import type { UseKind } from '@/lib/limits-of-use/count-member'
import { currentProof, findWorkspace } from '../workspace-context'
import { type ActionAnswer, makeAction, refreshPages } from './make-action'

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

/**
 * Makes every server action of a workspace, under the name that it is exported by. For a form's action:
 *
 *   export const renameWorkspace = workspaceAction(
 *     'renameWorkspace',
 *     { input: RenameInput, permission: 'workspace.manage', revalidate: ['/workspace-settings'] },
 *     async (ctx, input) => ({ message: 'Saved.' }),
 *   )
 */
export const workspaceAction = <Input extends z.ZodType>(
  name: string,
  { input, permission, recentSignIn, limit, revalidate }: Options<Input>,
  verb: (ctx: WorkspaceContext, input: z.output<Input>) => Promise<ActionAnswer>,
) =>
  makeAction(
    name,
    {
      admit: () => admitMember({ permission, recentSignIn, context: findWorkspace, proof: currentProof }),
      counted: (ctx) => ctx,
      input,
      limit,
      refresh: refreshPages(revalidate),
    },
    verb,
  )
