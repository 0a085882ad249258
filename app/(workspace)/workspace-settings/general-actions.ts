'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { BrandInput, changeBrand } from '@/lib/workspaces/brand/brand'
import { deleteWorkspace } from '@/lib/workspaces/delete-workspace'
import { renameWorkspace } from '@/lib/workspaces/rename-workspace'
import { changeTimeZone } from '@/lib/workspaces/time-zone/change-time-zone'
import { TimeZone } from '@/lib/workspaces/time-zone/time-zone'
import { WorkspaceName } from '@/lib/workspaces/workspace-name'

const permission = 'workspace.manage'
const revalidate = ['/workspace-settings']

export const rename = workspaceAction(
  { input: z.object({ name: WorkspaceName }), permission, revalidate },
  async (ctx, { name }) => {
    await renameWorkspace(ctx, name)
    return { message: 'Saved.' }
  },
)

export const changeZone = workspaceAction(
  { input: z.object({ timeZone: TimeZone }), permission, revalidate },
  async (ctx, { timeZone }) => {
    await changeTimeZone(ctx, timeZone)
    return { message: 'Saved.' }
  },
)

export const brand = workspaceAction(
  {
    input: BrandInput,
    permission,
    limit: 'upload',
    revalidate: [...revalidate, '/templates', '/templates/sender'],
  },
  async (ctx, input) => {
    await changeBrand(ctx, input)
    return { message: 'Saved.' }
  },
)

export const deleteForGood = workspaceAction(
  { input: z.object({ name: z.string().max(200) }), permission: 'workspace.delete' },
  async (ctx, input) => {
    await deleteWorkspace(ctx, input)
    return { redirectTo: '/dashboard' }
  },
)
