'use server'

import { z } from 'zod'
import { givenBackWords } from '@/app/_lib/given-back'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { cancelImage } from '@/lib/images/cancel-image'
import { reportBrokenImage } from '@/lib/images/report-broken-image'
import {
  EditImageInput,
  editImage,
  GenerateImageInput,
  generateImage,
  RegenerateImageInput,
  regenerateImage,
} from '@/lib/images/request-image'
import { RetryImageInput, retryImage } from '@/lib/images/retry-image'

const One = z.object({ id: z.uuid() })

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

export const retry = workspaceAction(
  { input: RetryImageInput, permission: 'work.create', revalidate: ['/images'] },
  async (ctx, input) => ({ redirectTo: `/images/${(await retryImage(ctx, input)).id}` }),
)

export const stopImage = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ['/images'] },
  async (ctx, input) => {
    await cancelImage(ctx, input)
    return { redirectTo: `/images/${input.id}` }
  },
)

export const reportBroken = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ['/images/[id]'] },
  async (ctx, input) => ({ message: givenBackWords(await reportBrokenImage(ctx, input)) }),
)
