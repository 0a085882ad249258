'use server'

import { IdInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import {
  AlertLevelInput,
  addAlertLevel as add,
  removeAlertLevel as remove,
} from '@/lib/notifications/alert-levels/alert-levels'

const permission = 'workspace.read'
const revalidate = ['/workspace-settings']

export const addAlertLevel = workspaceAction(
  'addAlertLevel',
  { input: AlertLevelInput, permission, revalidate },
  async (ctx, input) => {
    await add(ctx, input)
    return { message: 'Alert level saved.' }
  },
)

export const removeAlertLevel = workspaceAction(
  'removeAlertLevel',
  { input: IdInput, permission, revalidate },
  async (ctx, input) => {
    await remove(ctx, input)
    return { message: 'Alert level removed.' }
  },
)
