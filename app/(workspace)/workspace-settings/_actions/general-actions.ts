'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { setLabelsAlteredPhotos } from '@/lib/workspaces/altered-photos'
import { BrandInput, changeBrand } from '@/lib/workspaces/brand/brand'
import { deleteWorkspace as remove } from '@/lib/workspaces/deletion/delete-workspace'
import { WorkspaceName } from '@/lib/workspaces/open-workspace'
import { renameWorkspace as rename } from '@/lib/workspaces/rename-workspace'
import { changeTimeZone as changeZone, TimeZone } from '@/lib/workspaces/time-zone/change-time-zone'

const permission = 'workspace.manage'
const revalidate = ['/workspace-settings']

export const renameWorkspace = workspaceAction(
  'renameWorkspace',
  { input: z.object({ name: WorkspaceName }), permission, revalidate },
  async (ctx, { name }) => {
    await rename(ctx, name)
    return { message: 'Saved.' }
  },
)

export const changeTimeZone = workspaceAction(
  'changeTimeZone',
  { input: z.object({ timeZone: TimeZone }), permission, revalidate },
  async (ctx, { timeZone }) => {
    await changeZone(ctx, timeZone)
    return { message: 'Saved.' }
  },
)

export const saveBrand = workspaceAction(
  'saveBrand',
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

export const saveAlteredPhotos = workspaceAction(
  'saveAlteredPhotos',
  {
    // A checkbox that is off is not sent.
    input: z.object({ labeled: z.literal('yes').optional() }),
    permission,
    revalidate: [...revalidate, '/images'],
  },
  async (ctx, { labeled }) => {
    await setLabelsAlteredPhotos(ctx, labeled === 'yes')
    return { message: 'Saved.' }
  },
)

export const deleteWorkspace = workspaceAction(
  'deleteWorkspace',
  { input: z.object({ name: z.string().max(200) }), permission: 'workspace.delete' },
  async (ctx, input) => {
    await remove(ctx, input)
    return { redirectTo: '/dashboard' }
  },
)
