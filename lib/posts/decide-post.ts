import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { futureTime } from '@/lib/workspaces/time-zone/future-time'
import {
  assertMayApprove,
  assertOpen,
  assertPublishable,
  changePost,
  type Post,
  textsOf,
} from './change-post'
import { decidePicture } from './check-picture'
import type { ScheduleInput } from './post-input'
import { assertVersion } from './post-version'

/** What becomes of a post once it is written. Each of these twice is once. */

type One = { id: string }
/** The version of the content that the person decides on. */
type Seen = One & { version: string; withoutPicture?: boolean | undefined }

/**
 * Approves the version that the person saw.
 * @throws Refusal `forbidden`, `not-found`, `post.closed`, `post.changed`, `post.empty`, `post.unfit`, `post.picture-broken`
 */
export async function approvePost(ctx: WorkspaceContext, seen: Seen): Promise<void> {
  const { id, version } = seen
  assertMayApprove(ctx)
  const picture = await decidePicture(ctx, seen)
  await changePost(ctx, id, 'approve', (post) => {
    assertOpen(post)
    if (post.status !== 'draft') return null
    assertVersion(post, version)
    assertPublishable(textsOf(post.texts))
    return { status: 'approved', ...approval(ctx), ...picture }
  })
}

/**
 * Puts a post on the calendar, or takes it off; a draft is approved with it.
 * @throws Refusal as `approvePost`, and `time.past`
 */
export async function schedulePost(
  ctx: WorkspaceContext,
  { id, sendAt, version, withoutPicture }: Omit<ScheduleInput, 'withoutPicture'> & Seen,
): Promise<Planned | null> {
  assertMayApprove(ctx)
  if (sendAt !== '') {
    const picture = await decidePicture(ctx, { id, version, withoutPicture })
    return planPost(ctx, { id, sendAt }, { version, picture })
  }
  await changePost(ctx, id, 'unschedule', (post) => {
    assertOpen(post)
    return post.status === 'scheduled' ? { status: 'approved', scheduledAt: null, failure: null } : null
  })
  return null
}

/**
 * Gives a scheduled post another time. It decides nothing about the content, so it needs no version.
 * @throws Refusal as `schedulePost`, and `post.not-planned`
 */
export async function reschedulePost(ctx: WorkspaceContext, input: Planning): Promise<Planned> {
  assertMayApprove(ctx)
  return planPost(ctx, input, null)
}

type Planning = Pick<ScheduleInput, 'id' | 'sendAt'>
type Planned = { at: Date; timeZone: string }

async function planPost(
  ctx: WorkspaceContext,
  { id, sendAt }: Planning,
  /** The content that was decided on. Null: only a post that is scheduled already is moved. */
  decided: { version: string; picture: Awaited<ReturnType<typeof decidePicture>> } | null,
): Promise<Planned> {
  const timeZone = await zoneOf(ctx)
  const at = await futureTime(sendAt, timeZone)
  await changePost(ctx, id, 'schedule', (post) => {
    assertOpen(post)
    if (decided === null && post.status !== 'scheduled') {
      throw new Refusal('post.not-planned', 'This post is not on the calendar any more. Nothing was changed.')
    }
    if (decided) assertVersion(post, decided.version)
    if (post.status === 'scheduled' && post.scheduledAt?.getTime() === at.getTime()) return null
    assertPublishable(textsOf(post.texts))
    const approved = post.status === 'draft' ? approval(ctx) : {}
    return {
      status: 'scheduled',
      scheduledAt: at,
      missedAt: null,
      failure: null,
      ...approved,
      ...decided?.picture,
    }
  })
  return { at, timeZone }
}

/** Somebody has put it on the networks by hand. @throws Refusal `not-found`, `post.closed`, `post.not-approved` */
export async function markPosted(ctx: WorkspaceContext, { id }: One): Promise<void> {
  await changePost(ctx, id, 'posted', (post) => {
    if (post.status === 'exported') return null
    assertOpen(post)
    if (post.status === 'draft') {
      throw new Refusal(
        'post.not-approved',
        'This post is a draft. It has to be approved before it goes out.',
      )
    }
    return { status: 'exported', exportedAt: marketNow, missedAt: null, failure: null }
  })
}

/** @throws Refusal `not-found`, `post.closed` */
export async function archivePost(ctx: WorkspaceContext, { id }: One): Promise<void> {
  await changePost(ctx, id, 'drop', (post) => {
    if (post.status === 'dropped') return null
    assertOpen(post)
    return { status: 'dropped', scheduledAt: null, missedAt: null, failure: null }
  })
}

/** Takes up again what was put aside. @throws Refusal `not-found`, `post.closed` */
export async function restorePost(ctx: WorkspaceContext, { id }: One): Promise<void> {
  await changePost(ctx, id, 'take-up', (post) => {
    if (post.status === 'draft') return null
    if (post.status !== 'dropped' || !isMade(post)) assertOpen(post)
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
