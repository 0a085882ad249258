'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { cancelAction, reportBrokenAction, retryAction } from '@/app/_lib/work-actions'
import { imageWork } from '@/lib/images/image-work'
import {
  EditImageInput,
  editImage,
  GenerateImageInput,
  generateImage,
  RegenerateImageInput,
  regenerateImage,
} from '@/lib/images/request-image'

export const generate = workspaceAction(
  { input: GenerateImageInput, permission: 'work.create', revalidate: ['/images'] },
  async (ctx, input) => ({ redirectTo: `/images/${(await generateImage(ctx, input)).id}` }),
)

export const regenerate = workspaceAction(
  { input: RegenerateImageInput, permission: 'work.create', revalidate: ['/images'] },
  async (ctx, input) => ({ redirectTo: `/images/${(await regenerateImage(ctx, input)).id}` }),
)

export const edit = workspaceAction(
  { input: EditImageInput, permission: 'work.create', revalidate: ['/images'] },
  async (ctx, input) => ({ redirectTo: `/images/${(await editImage(ctx, input)).id}` }),
)

export const stopImage = cancelAction(imageWork)
export const retry = retryAction(imageWork)
export const reportBroken = reportBrokenAction(imageWork)
