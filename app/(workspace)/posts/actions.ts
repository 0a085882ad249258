'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { formatDateTime } from '@/lib/core/text/format'
import { approvePost, dropPost, markPosted, schedulePost, takeUpPost } from '@/lib/posts/decide-post'
import { DecideInput, PostId, PostInput, ScheduleInput } from '@/lib/posts/post-input'
import { savePost } from '@/lib/posts/save-post'
import { sendPost } from '@/lib/posts/targets/send-post'
import { addTarget, removeTarget, renewSecret, TargetInput } from '@/lib/posts/targets/targets'

const One = z.object({ id: PostId })
const ROOM = ['/posts', '/posts/[id]', '/calendar', '/dashboard']
const TARGETS = ['/posts/targets', '/posts/[id]']

export const write = workspaceAction(
  { input: PostInput, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => ({ redirectTo: `/posts/${(await savePost(ctx, input)).id}` }),
)

export const save = workspaceAction(
  { input: PostInput, permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => {
    await savePost(ctx, input)
    return { message: 'Saved.' }
  },
)

export const approve = workspaceAction(
  { input: DecideInput, permission: 'posts.approve', revalidate: ROOM },
  approvePost,
)

export const schedule = workspaceAction(
  { input: ScheduleInput, permission: 'posts.approve', revalidate: ROOM },
  async (ctx, input) => {
    const planned = await schedulePost(ctx, input)
    if (planned) return { message: `Goes out on ${formatDateTime(planned.at, planned.timeZone)}.` }
    return { message: 'Taken off the calendar.' }
  },
)

export const send = workspaceAction(
  { input: DecideInput, permission: 'posts.approve', revalidate: ROOM },
  async (ctx, input) => {
    await sendPost(ctx, input)
    return { message: 'On its way.' }
  },
)

export const posted = workspaceAction({ input: One, permission: 'work.create', revalidate: ROOM }, markPosted)

export const drop = workspaceAction({ input: One, permission: 'work.create', revalidate: ROOM }, dropPost)

export const takeUp = workspaceAction({ input: One, permission: 'work.create', revalidate: ROOM }, takeUpPost)

export const add = workspaceAction(
  { input: TargetInput, permission: 'workspace.manage', revalidate: TARGETS },
  async (ctx, input) => {
    await addTarget(ctx, input)
    return { redirectTo: '/posts/targets' }
  },
)

export const renew = workspaceAction(
  { input: One, permission: 'workspace.manage', revalidate: TARGETS },
  renewSecret,
)

export const remove = workspaceAction(
  { input: One, permission: 'workspace.manage', revalidate: TARGETS },
  removeTarget,
)
