'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { formatDateTime } from '@/lib/core/text/format'
import {
  approvePost as approve,
  archivePost as archive,
  markPosted as mark,
  restorePost as restore,
  schedulePost as schedule,
} from '@/lib/posts/decide-post'
import { DecideInput, PostId, PostInput, ScheduleInput } from '@/lib/posts/post-input'
import { savePost as save } from '@/lib/posts/save-post'
import { sendPost as send } from '@/lib/posts/targets/send-post'
import {
  addTarget as add,
  removeTarget as remove,
  rotateSecret,
  TargetInput,
} from '@/lib/posts/targets/targets'

const PostIdInput = z.object({ id: PostId })
const POST_PATHS = ['/posts', '/posts/[id]', '/calendar', '/dashboard']
const TARGET_PATHS = ['/posts/targets', '/posts/[id]']

export const createPost = workspaceAction(
  'createPost',
  { input: PostInput, permission: 'posts.write', revalidate: POST_PATHS },
  async (ctx, input) => ({ redirectTo: `/posts/${(await save(ctx, input)).id}` }),
)

export const savePost = workspaceAction(
  'savePost',
  { input: PostInput, permission: 'posts.write', revalidate: POST_PATHS },
  async (ctx, input) => {
    await save(ctx, input)
    return { message: 'Saved.' }
  },
)

export const approvePost = workspaceAction(
  'approvePost',
  { input: DecideInput, permission: 'posts.approve', revalidate: POST_PATHS },
  approve,
)

export const schedulePost = workspaceAction(
  'schedulePost',
  { input: ScheduleInput, permission: 'posts.approve', revalidate: POST_PATHS },
  async (ctx, input) => {
    const planned = await schedule(ctx, input)
    if (planned) return { message: `Scheduled for ${formatDateTime(planned.at, planned.timeZone)}.` }
    return { message: 'Unscheduled.' }
  },
)

export const sendPost = workspaceAction(
  'sendPost',
  { input: DecideInput, permission: 'posts.approve', revalidate: POST_PATHS },
  async (ctx, input) => {
    await send(ctx, input)
    return { message: 'Sending.' }
  },
)

export const markPosted = workspaceAction(
  'markPosted',
  { input: PostIdInput, permission: 'posts.write', revalidate: POST_PATHS },
  mark,
)

export const archivePost = workspaceAction(
  'archivePost',
  { input: PostIdInput, permission: 'posts.write', revalidate: POST_PATHS },
  archive,
)

export const restorePost = workspaceAction(
  'restorePost',
  { input: PostIdInput, permission: 'posts.write', revalidate: POST_PATHS },
  restore,
)

export const addTarget = workspaceAction(
  'addTarget',
  { input: TargetInput, permission: 'webhooks.manage', revalidate: TARGET_PATHS },
  async (ctx, input) => {
    await add(ctx, input)
    return { redirectTo: '/posts/targets' }
  },
)

export const rotateTargetSecret = workspaceAction(
  'rotateTargetSecret',
  { input: PostIdInput, permission: 'webhooks.manage', revalidate: TARGET_PATHS },
  rotateSecret,
)

export const removeTarget = workspaceAction(
  'removeTarget',
  { input: PostIdInput, permission: 'webhooks.manage', revalidate: TARGET_PATHS },
  remove,
)
