'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import {
  cancelAction,
  deleteAction,
  problemAction,
  renameAction,
  restoreAction,
  retryAction,
} from '@/app/_lib/work-actions'
import { imageWork } from '@/lib/images/image-work'
import {
  EditImageInput,
  editImage as edit,
  GenerateImageInput,
  generateImage as generate,
  RegenerateImageInput,
  regenerateImage as regenerate,
} from '@/lib/images/request-image'

export const generateImage = workspaceAction(
  'generateImage',
  { input: GenerateImageInput, permission: 'content.create', revalidate: ['/images'] },
  async (ctx, input) => ({ redirectTo: `/images/${(await generate(ctx, input)).id}` }),
)

export const regenerateImage = workspaceAction(
  'regenerateImage',
  { input: RegenerateImageInput, permission: 'content.create', revalidate: ['/images'] },
  async (ctx, input) => ({ redirectTo: `/images/${(await regenerate(ctx, input)).id}` }),
)

export const editImage = workspaceAction(
  'editImage',
  { input: EditImageInput, permission: 'content.create', revalidate: ['/images'] },
  async (ctx, input) => ({ redirectTo: `/images/${(await edit(ctx, input)).id}` }),
)

export const cancelImage = cancelAction('cancelImage', imageWork)
export const retryImage = retryAction('retryImage', imageWork)
export const submitImageProblem = problemAction('submitImageProblem', imageWork)
export const renameImage = renameAction('renameImage', imageWork)
export const deleteImage = deleteAction('deleteImage', imageWork)
export const restoreImage = restoreAction('restoreImage', imageWork)
