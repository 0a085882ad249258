import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { posts } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { agency, preparePlans } from '@/lib/contacts/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { stopJobQueue } from '@/lib/jobs/queue'
import { join } from '@/lib/workspaces/testing'
import { archivePost, schedulePost } from './decide-post'
import { getPost } from './get-post'
import { PostInput } from './post-input'
import { versionOfPost } from './post-version'
import { savePost } from './save-post'
import { deliverPost } from './targets/deliver-post'
import { sendPost, sweepPosts } from './targets/send-post'
import { addTarget, TargetInput } from './targets/targets'

setTestEnv()
beforeAll(preparePlans)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

async function seen(id: string) {
  const [post] = await system().select().from(posts).where(eq(posts.id, id))
  return { id, version: post ? versionOfPost(post) : '' }
}

const addWebsite = (ctx: WorkspaceContext) =>
  addTarget(ctx, TargetInput.parse({ id: randomUUID(), name: 'Website', url: 'https://posts.invalid/in' }))

/** A post on the calendar that was due so many hours ago. */
async function overduePost(ctx: WorkspaceContext, hours: number): Promise<string> {
  const input = PostInput.parse({ id: randomUUID(), title: 'Open house', facebook: 'Open house on Saturday' })
  await savePost(ctx, input)
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
  await schedulePost(ctx, { ...(await seen(input.id)), sendAt: tomorrow })
  await overdue(input.id, hours)
  return input.id
}

const overdue = (id: string, hours: number) =>
  system()
    .update(posts)
    .set({ scheduledAt: new Date(Date.now() - hours * 3_600_000) })
    .where(eq(posts.id, id))

const deliveries = (id: string) =>
  system().execute<{ id: string; status: string }>(
    sql`select id, status from post_deliveries where post_id = ${id}`,
  )

describe('holdIfLate holds scheduled posts that are too late', () => {
  test('nine days late: nothing is sent, and only members who can approve posts are notified, once', async () => {
    const ctx = await agency()
    await join(ctx.workspaceId, 'member')
    await addWebsite(ctx)
    const id = await overduePost(ctx, 9 * 24)
    await Promise.all([sweepPosts(), sweepPosts()])
    expect(await deliveries(id)).toEqual([])
    const held = await getPost(ctx, id)
    expect(held).toMatchObject({ status: 'approved', scheduledAt: null, isDue: false })
    expect(Date.parse(held.missedAt ?? '')).toBeLessThan(Date.now() - 8 * 86_400_000)
    const notified = await system().execute(
      sql`select kind, user_id from notifications where workspace_id = ${ctx.workspaceId}`,
    )
    expect(notified).toEqual([{ kind: 'post-held', user_id: ctx.userId }])
  })

  test('within six hours it is sent automatically', async () => {
    const ctx = await agency()
    await addWebsite(ctx)
    const id = await overduePost(ctx, 5)
    await sweepPosts()
    expect(await deliveries(id)).toMatchObject([{ status: 'waiting' }])
    expect((await getPost(ctx, id)).missedAt).toBeNull()
  })

  test('a webhook added long after the scheduled time does not send the post', async () => {
    const ctx = await agency()
    const id = await overduePost(ctx, 9 * 24)
    await sweepPosts()
    expect(await getPost(ctx, id)).toMatchObject({ status: 'scheduled', isDue: true, missedAt: null })
    await addWebsite(ctx)
    await sweepPosts()
    expect(await deliveries(id)).toEqual([])
    expect((await getPost(ctx, id)).missedAt).not.toBeNull()
  })

  test('a delivery that reaches a worker too late is not sent', async () => {
    const ctx = await agency()
    await addWebsite(ctx)
    const id = await overduePost(ctx, 1)
    await sweepPosts()
    const [delivery] = await deliveries(id)
    await overdue(id, 9 * 24)
    await deliverPost({ workspaceId: ctx.workspaceId, id: delivery?.id ?? '' }, { last: false })
    expect(await deliveries(id)).toEqual([])
    expect((await getPost(ctx, id)).missedAt).not.toBeNull()
  })

  test('once held it can be sent now, rescheduled, or canceled', async () => {
    const ctx = await agency()
    await addWebsite(ctx)
    const [now, later, never] = [
      await overduePost(ctx, 9 * 24),
      await overduePost(ctx, 9 * 24),
      await overduePost(ctx, 9 * 24),
    ]
    await sweepPosts()
    await sendPost(ctx, await seen(now))
    expect(await deliveries(now)).toMatchObject([{ status: 'waiting' }])
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    await schedulePost(ctx, { ...(await seen(later)), sendAt: tomorrow })
    await archivePost(ctx, { id: never })
    const after = await Promise.all([now, later, never].map((id) => getPost(ctx, id)))
    expect(after.map(({ status, missedAt }) => [status, missedAt])).toEqual([
      ['approved', null],
      ['scheduled', null],
      ['dropped', null],
    ])
  })
})
