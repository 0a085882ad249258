import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { futureTime } from '@/lib/workspaces/time-zone/future-time'
import { assertMayApprove, assertOpen, assertPublishable, changePost, type Post } from './change-post'
import { assertMayBeShown } from './display-rules'
import { publishedTexts } from './original-note'
import { decidePicture } from './pictures/check-picture'
import type { ScheduleInput } from './post-input'
import { assertVersion } from './post-version'

/** Decisions about a post. All are idempotent. */

type PostRef = { id: string }
/** The version of the content that the member decides on. */
type Seen = PostRef & { version: string; withoutPicture?: boolean | undefined }

/**
 * Approves the version that the member saw.
 * @throws Refusal `forbidden`, `not-found`, `post.closed`, `post.changed`, `post.empty`, `post.unfit`, `post.picture-broken`,
 *   `post.restricted`
 */
export async function approvePost(ctx: WorkspaceContext, seen: Seen): Promise<void> {
  const { id, version } = seen
  assertMayApprove(ctx)
  const picture = await decidePicture(ctx, seen)
  await changePost(ctx, id, 'approve', async (post, tx) => {
    assertOpen(post)
    if (post.status !== 'draft') return null
    assertVersion(post, version)
    assertPublishable(await publishedTexts(tx, { ...post, ...picture }), post.title)
    await assertMayBeShown(tx, { ...post, ...picture })
    return { status: 'approved', ...approval(ctx), ...picture }
  })
}

/**
 * Schedules or unschedules a post. Scheduling a draft approves it.
 * @throws Refusal as `approvePost`, and `time.past`
 */
export async function schedulePost(
  ctx: WorkspaceContext,
  { id, sendAt, version, withoutPicture }: Omit<ScheduleInput, 'withoutPicture'> & Seen,
): Promise<Scheduled | null> {
  assertMayApprove(ctx)
  if (sendAt !== '') {
    const picture = await decidePicture(ctx, { id, version, withoutPicture })
    return schedule(ctx, { id, sendAt }, { version, picture })
  }
  await changePost(ctx, id, 'unschedule', (post) => {
    assertOpen(post)
    return post.status === 'scheduled' ? { status: 'approved', scheduledAt: null, failure: null } : null
  })
  return null
}

/**
 * Reschedules a scheduled post. The content does not change, so no version is needed.
 * @throws Refusal as `schedulePost`, and `post.not-planned`
 */
export async function reschedulePost(ctx: WorkspaceContext, input: ScheduleTime): Promise<Scheduled> {
  assertMayApprove(ctx)
  return schedule(ctx, input, null)
}

type ScheduleTime = Pick<ScheduleInput, 'id' | 'sendAt'>
type Scheduled = { at: Date; timeZone: string }

async function schedule(
  ctx: WorkspaceContext,
  { id, sendAt }: ScheduleTime,
  /** The approved content. Null when an already scheduled post is moved. */
  decided: { version: string; picture: Awaited<ReturnType<typeof decidePicture>> } | null,
): Promise<Scheduled> {
  const timeZone = await zoneOf(ctx)
  const at = await futureTime(sendAt, timeZone)
  await changePost(ctx, id, 'schedule', async (post, tx) => {
    assertOpen(post)
    if (decided === null && post.status !== 'scheduled') {
      throw new Refusal('post.not-planned', 'This post is no longer scheduled. Reload the calendar.')
    }
    if (decided) assertVersion(post, decided.version)
    if (post.status === 'scheduled' && post.scheduledAt?.getTime() === at.getTime()) return null
    assertPublishable(await publishedTexts(tx, { ...post, ...decided?.picture }), post.title)
    await assertMayBeShown(tx, { ...post, ...decided?.picture })
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

/** Records that someone published the post by hand. @throws Refusal `not-found`, `post.closed`, `post.not-approved` */
export async function markPosted(ctx: WorkspaceContext, { id }: PostRef): Promise<void> {
  await changePost(ctx, id, 'posted', (post) => {
    if (post.status === 'exported') return null
    assertOpen(post)
    if (post.status === 'draft') {
      throw new Refusal('post.not-approved', 'This post is a draft. Approve it first.')
    }
    return { status: 'exported', exportedAt: marketNow, missedAt: null, failure: null }
  })
}

/** @throws Refusal `not-found`, `post.closed` */
export async function archivePost(ctx: WorkspaceContext, { id }: PostRef): Promise<void> {
  await changePost(ctx, id, 'drop', (post) => {
    if (post.status === 'dropped') return null
    assertOpen(post)
    return { status: 'dropped', scheduledAt: null, missedAt: null, failure: null }
  })
}

/** Restores an archived post as a draft. @throws Refusal `not-found`, `post.closed` */
export async function restorePost(ctx: WorkspaceContext, { id }: PostRef): Promise<void> {
  await changePost(ctx, id, 'take-up', (post) => {
    if (post.status === 'draft') return null
    if (post.status !== 'dropped' || !isMade(post)) assertOpen(post)
    return post.status === 'dropped' ? { status: 'draft', approvedAt: null, approvedBy: null } : null
  })
}

/** A listing's post that was discarded before it was created has nothing to restore. */
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
