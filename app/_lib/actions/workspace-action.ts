import type { z } from 'zod'
import { admitMember } from '@/lib/auth/guarded'
import type { Permission } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import type { UseKind } from '@/lib/rate-limits/count-member'
import { currentProof, findWorkspace } from '../workspace-context'
import { type ActionResult, makeAction, refreshPages } from './make-action'

type Options<Input extends z.ZodType> = {
  input: Input
  permission: Permission
  /** Whether it needs a recent sign-in; defaults to what the permission requires (lib/auth/permissions.ts). */
  recentSignIn?: boolean
  /** The limit it counts toward besides actions (R42). */
  limit?: UseKind
  /** Paths of the pages to revalidate. */
  revalidate?: string[]
}

/**
 * Creates every server action of a workspace. `name` is its exported name. Example:
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
  handler: (ctx: WorkspaceContext, input: z.output<Input>) => Promise<ActionResult>,
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
    handler,
  )
