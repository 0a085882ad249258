import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { futureTime } from '@/lib/workspaces/future-time'
import { changePost, mustApprove, mustBeOpen, mustFit, type Post, textsOf } from './change-post'
import type { ScheduleInput } from './post-input'

/** What becomes of a post once it is written. Each of these twice is once. */

type One = { id: string }

/** @throws Refusal `forbidden`, `not-found`, `post.closed`, `post.empty`, `post.unfit` */
export async function approvePost(ctx: WorkspaceContext, { id }: One): Promise<void> {
  mustApprove(ctx)
  await changePost(ctx, id, 'approve', (post) => {
    mustBeOpen(post)
    if (post.status !== 'draft') return null
    mustFit(textsOf(post.texts))
    return { status: 'approved', ...approval(ctx) }
  })
}

/**
 * Puts a post on the calendar, or takes it off; a draft is approved with it.
 * @throws Refusal as `approvePost`, and `time.past`
 */
export async function schedulePost(
  ctx: WorkspaceContext,
  { id, sendAt }: ScheduleInput,
): Promise<Planned | null> {
  mustApprove(ctx)
  if (sendAt !== '') return planPost(ctx, { id, sendAt }, false)
  await changePost(ctx, id, 'unschedule', (post) => {
    mustBeOpen(post)
    return post.status === 'scheduled' ? { status: 'approved', scheduledAt: null, failure: null } : null
  })
  return null
}

/** Gives what is on the calendar another time, and puts nothing there. @throws Refusal as `schedulePost` */
export async function reschedulePost(ctx: WorkspaceContext, input: ScheduleInput): Promise<Planned> {
  mustApprove(ctx)
  return planPost(ctx, input, true)
}

type Planned = { at: Date; timeZone: string }

async function planPost(
  ctx: WorkspaceContext,
  { id, sendAt }: ScheduleInput,
  onlyIfPlanned: boolean,
): Promise<Planned> {
  const timeZone = await zoneOf(ctx)
  const at = await futureTime(sendAt, timeZone)
  await changePost(ctx, id, 'schedule', (post) => {
    mustBeOpen(post)
    if (onlyIfPlanned && post.status !== 'scheduled') {
      throw new Refusal('post.not-planned', 'This post is not on the calendar any more. Nothing was changed.')
    }
    if (post.status === 'scheduled' && post.scheduledAt?.getTime() === at.getTime()) return null
    mustFit(textsOf(post.texts))
    const approved = post.status === 'draft' ? approval(ctx) : {}
    return { status: 'scheduled', scheduledAt: at, failure: null, ...approved }
  })
  return { at, timeZone }
}

/** Somebody has put it on the networks by hand. @throws Refusal `not-found`, `post.closed`, `post.not-approved` */
export async function markPosted(ctx: WorkspaceContext, { id }: One): Promise<void> {
  await changePost(ctx, id, 'posted', (post) => {
    if (post.status === 'exported') return null
    mustBeOpen(post)
    if (post.status === 'draft') {
      throw new Refusal(
        'post.not-approved',
        'This post is a draft. It has to be approved before it goes out.',
      )
    }
    return { status: 'exported', exportedAt: marketNow, failure: null }
  })
}

/** @throws Refusal `not-found`, `post.closed` */
export async function dropPost(ctx: WorkspaceContext, { id }: One): Promise<void> {
  await changePost(ctx, id, 'drop', (post) => {
    if (post.status === 'dropped') return null
    mustBeOpen(post)
    return { status: 'dropped', scheduledAt: null, failure: null }
  })
}

/** Takes up again what was put aside. @throws Refusal `not-found`, `post.closed` */
export async function takeUpPost(ctx: WorkspaceContext, { id }: One): Promise<void> {
  await changePost(ctx, id, 'take-up', (post) => {
    if (post.status === 'draft') return null
    if (post.status !== 'dropped' || !isMade(post)) mustBeOpen(post)
    return post.status === 'dropped' ? { status: 'draft', approvedAt: null, approvedBy: null } : null
  })
}

/** A listing's post that was dropped before it was made has nothing to take up. */
const isMade = (post: Post) => post.texts !== null

const approval = ({ userId }: WorkspaceContext) => ({
  approvedBy: userId,
  approvedAt: marketNow,
})

async function zoneOf({ workspaceId }: WorkspaceContext): Promise<string> {
  const [workspace] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ timeZone: workspaces.timeZone }).from(workspaces).where(eq(workspaces.id, workspaceId)),
  )
  return workspace?.timeZone ?? 'UTC'
}
