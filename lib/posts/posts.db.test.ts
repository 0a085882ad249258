import { randomUUID } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { posts } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { agency, preparePlans } from '@/lib/contacts/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { listExports } from '@/lib/workspaces/list-exports'
import { join } from '@/lib/workspaces/testing'
import { approvePost, archivePost, markPosted, restorePost, schedulePost } from './decide-post'
import { exportPost } from './export/export-post'
import { getPost } from './get-post'
import { listPosts } from './list-posts'
import { PostInput } from './post-input'
import { versionOfPost } from './post-version'
import { savePost } from './save-post'
import { deliverPost } from './targets/deliver-post'
import { sendPost, sweepPosts } from './targets/send-post'
import { isSignedBy } from './targets/signature'
import { addTarget, listTargets, removeTarget, TargetInput } from './targets/targets'
import { certificate, privateKey } from './targets/testing'

setTestEnv()
beforeAll(preparePlans)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

/** What the post's page would send with a decision. */
async function seen(id: string) {
  const [post] = await system().select().from(posts).where(eq(posts.id, id))
  return { id, version: post ? versionOfPost(post) : '' }
}

const asMember = (ctx: WorkspaceContext): WorkspaceContext => ({ ...ctx, role: 'member' })
const postInput = (over: object = {}) =>
  PostInput.parse({ id: randomUUID(), title: 'Green Lake', facebook: 'New in Green Lake #home', ...over })
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)

async function written(ctx: WorkspaceContext, over: object = {}): Promise<string> {
  return (await savePost(ctx, postInput(over))).id
}

async function target(ctx: WorkspaceContext): Promise<string> {
  const id = randomUUID()
  await addTarget(ctx, TargetInput.parse({ id, name: 'Website', url: 'https://posts.invalid/in' }))
  return id
}

const deliveries = ({ workspaceId }: WorkspaceContext) =>
  system().execute<{ id: string; status: string; attempts: number }>(
    sql`select id, status, attempts from post_deliveries where workspace_id = ${workspaceId}`,
  )

/** Nothing leaves the test: a name under .invalid never resolves (RFC 6761). */
const nowhere = { allowedHosts: [] }

describe('writing, approving and scheduling a post', () => {
  test('is idempotent and appears on the calendar', async () => {
    const ctx = await agency()
    const input = postInput()
    await savePost(ctx, input)
    await savePost(ctx, input)
    const { id } = input
    expect((await listPosts(ctx, { limit: 5 })).rows).toMatchObject([
      { id, status: 'draft', networks: ['facebook'] },
    ])
    await approvePost(ctx, await seen(id))
    await approvePost(ctx, await seen(id))
    await schedulePost(ctx, { ...(await seen(id)), sendAt: tomorrow() })
    await schedulePost(ctx, { ...(await seen(id)), sendAt: tomorrow() })
    expect(await getPost(ctx, id)).toMatchObject({
      status: 'scheduled',
      isDue: false,
      approvedBy: 'Tess Ter',
    })
    await schedulePost(ctx, { ...(await seen(id)), sendAt: '' })
    expect(await getPost(ctx, id)).toMatchObject({ status: 'approved', scheduledAt: null })
    const verbs = await system().execute<{ verb: string }>(
      sql`select verb from audit_events where workspace_id = ${ctx.workspaceId} and verb like 'post.%' order by at`,
    )
    expect(verbs.filter(({ verb }) => verb === 'post.approve')).toHaveLength(1)
    expect(verbs.filter(({ verb }) => verb === 'post.schedule')).toHaveLength(1)
  })

  test('a post that no network accepts stays a draft; a post without text is not approved', async () => {
    const ctx = await agency()
    const long = await written(ctx, { x: 'a'.repeat(281) })
    expect(await code(approvePost(ctx, await seen(long)))).toBe('post.unfit')
    const blank = await written(ctx, { facebook: 'New price: [Price].' })
    expect(await code(approvePost(ctx, await seen(blank)))).toBe('post.unfit')
    expect(await code(schedulePost(ctx, { ...(await seen(blank)), sendAt: tomorrow() }))).toBe('post.unfit')
    const bare = await written(ctx, { facebook: '' })
    expect(await code(schedulePost(ctx, { ...(await seen(bare)), sendAt: tomorrow() }))).toBe('post.empty')
    expect(await code(schedulePost(ctx, { ...(await seen(bare)), sendAt: '2026-01-01T09:00' }))).toBe(
      'time.past',
    )
    expect(await getPost(ctx, long)).toMatchObject({ status: 'draft' })
  })

  test('a member’s edit makes a post a draft again, and only owners and admins approve', async () => {
    const ctx = await agency()
    const member = asMember(ctx)
    const id = await written(member)
    expect(await code(approvePost(member, await seen(id)))).toBe('forbidden')
    expect(await code(schedulePost(member, { ...(await seen(id)), sendAt: tomorrow() }))).toBe('forbidden')
    expect(await code(sendPost(member, await seen(id)))).toBe('forbidden')
    expect(await code(markPosted(member, { id }))).toBe('post.not-approved')
    await schedulePost(ctx, { ...(await seen(id)), sendAt: tomorrow() })
    await savePost(ctx, postInput({ id, title: 'By the owner' }))
    expect(await getPost(ctx, id)).toMatchObject({ status: 'scheduled', title: 'By the owner' })
    await savePost(member, postInput({ id }))
    expect(await getPost(ctx, id)).toMatchObject({ status: 'draft', scheduledAt: null, approvedBy: null })
  })

  test('a post can be archived and restored, and a posted post does not change', async () => {
    const ctx = await agency()
    const id = await written(ctx)
    await archivePost(ctx, { id })
    await archivePost(ctx, { id })
    expect((await listPosts(ctx, { limit: 5 })).rows).toEqual([])
    expect(await code(savePost(ctx, postInput({ id })))).toBe('post.closed')
    await restorePost(ctx, { id })
    await approvePost(ctx, await seen(id))
    await markPosted(ctx, { id })
    await markPosted(ctx, { id })
    expect(await getPost(ctx, id)).toMatchObject({ status: 'exported' })
    expect(await code(savePost(ctx, postInput({ id })))).toBe('post.closed')
    expect(await exportPost(ctx, id)).toMatchObject({
      kind: 'file',
      name: 'Post Green Lake.txt',
      text: expect.stringContaining('New in Green Lake #home'),
    })
  })

  test('R35: another workspace can’t read or change the post or use its image', async () => {
    const [ctx, other] = [await agency(), await agency()]
    const id = await written(ctx)
    expect(await code(getPost(other, id))).toBe('not-found')
    expect(await code(exportPost(other, id))).toBe('not-found')
    expect(await code(approvePost(other, await seen(id)))).toBe('not-found')
    expect((await listPosts(other, { limit: 5 })).rows).toEqual([])
    expect(await code(savePost(other, postInput({ picture: `image:${randomUUID()}` })))).toBe('post.picture')
    expect(await code(savePost(other, postInput({ picture: 'photo:https://example.com/a.jpg' })))).toBe(
      'post.picture',
    )
  })
})

describe('R12: sending', () => {
  test('sendPost creates one delivery per target and refuses without a target', async () => {
    const ctx = await agency()
    const id = await written(ctx)
    await approvePost(ctx, await seen(id))
    expect(await code(sendPost(ctx, await seen(id)))).toBe('post.no-target')
    await target(ctx)
    await Promise.all([sendPost(ctx, await seen(id)), sendPost(ctx, await seen(id))])
    expect(await deliveries(ctx)).toHaveLength(1)
  })

  test('an unreachable target is retried, then reported; sending again retries it', async () => {
    const ctx = await agency()
    const id = await written(ctx)
    await approvePost(ctx, await seen(id))
    await target(ctx)
    await sendPost(ctx, await seen(id))
    const job = { workspaceId: ctx.workspaceId, id: (await deliveries(ctx))[0]?.id ?? '' }
    await expect(deliverPost(job, { last: false }, nowhere)).rejects.toThrow('delivery')
    expect(await deliveries(ctx)).toMatchObject([{ status: 'waiting', attempts: 1 }])
    await deliverPost(job, { last: true }, nowhere)
    expect(await getPost(ctx, id)).toMatchObject({
      status: 'approved',
      failure: expect.stringContaining('Website didn’t accept the post'),
      deliveries: [{ target: 'Website', status: 'failed' }],
    })
    await sendPost(ctx, await seen(id))
    expect(await getPost(ctx, id)).toMatchObject({ failure: null, deliveries: [{ status: 'waiting' }] })
  })

  test('a target receives the signed text and the post is posted; a rejected delivery is not retried', async () => {
    const ctx = await agency()
    const id = await written(ctx)
    await approvePost(ctx, await seen(id))
    const targetId = await target(ctx)
    const received: { body: string; signature: string; delivery: string }[] = []
    let answer = 422
    const server = createServer({ key: privateKey, cert: certificate }, async (request, response) => {
      let body = ''
      for await (const piece of request) body += piece
      const header = (name: string) => String(request.headers[name])
      received.push({
        body,
        signature: header('x-market-trak-signature'),
        delivery: header('x-market-trak-delivery'),
      })
      response.writeHead(answer).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `https://localhost:${(server.address() as AddressInfo).port}/posts`
    await system().execute(sql`update post_targets set url = ${url} where id = ${targetId}`)
    const reach = { allowedHosts: ['localhost'], ca: certificate }
    await sendPost(ctx, await seen(id))
    const job = { workspaceId: ctx.workspaceId, id: (await deliveries(ctx))[0]?.id ?? '' }
    await deliverPost(job, { last: false }, reach)
    expect(await getPost(ctx, id)).toMatchObject({
      status: 'approved',
      failure: expect.stringContaining('422'),
    })
    answer = 202
    await sendPost(ctx, await seen(id))
    await deliverPost(job, { last: false }, reach)
    await deliverPost(job, { last: false }, reach)
    server.close()
    expect(await getPost(ctx, id)).toMatchObject({ status: 'exported', failure: null })
    expect(received).toHaveLength(2)
    const [first, second] = received
    expect(JSON.parse(second?.body ?? '')).toMatchObject({
      type: 'post.publish',
      delivery: job.id,
      post: { id, texts: { facebook: 'New in Green Lake #home' }, pictureUrl: null },
    })
    expect(second?.delivery).toBe(first?.delivery)
    const [mine] = await listTargets(ctx)
    expect(isSignedBy(mine?.secret ?? '', second?.body ?? '', second?.signature ?? '', new Date())).toBe(true)
  })

  test('a due post is sent once; a post archived in the meantime is not sent', async () => {
    const ctx = await agency()
    await target(ctx)
    const id = await written(ctx)
    await schedulePost(ctx, { ...(await seen(id)), sendAt: tomorrow() })
    await sweepPosts()
    expect(await deliveries(ctx)).toEqual([])
    await system().execute(
      sql`update posts set scheduled_at = ${marketNow} - interval '1 minute' where id = ${id}`,
    )
    await Promise.all([sweepPosts(), sweepPosts()])
    const [delivery] = await deliveries(ctx)
    expect(await deliveries(ctx)).toHaveLength(1)
    await archivePost(ctx, { id })
    await deliverPost({ workspaceId: ctx.workspaceId, id: delivery?.id ?? '' }, { last: false }, nowhere)
    expect(await deliveries(ctx)).toMatchObject([{ status: 'failed', attempts: 1 }])
    expect(await getPost(ctx, id)).toMatchObject({ status: 'dropped' })
  })

  test('webhooks: adding is idempotent, other workspaces can’t remove them, private URLs are refused', async () => {
    const [ctx, other] = [await agency(), await agency()]
    const id = await target(ctx)
    const [mine] = await listTargets(ctx)
    await addTarget(ctx, TargetInput.parse({ id, name: 'Again', url: 'https://posts.example.com/in' }))
    await removeTarget(other, { id })
    expect(await listTargets(ctx)).toEqual([mine])
    expect(mine?.secret).toMatch(/^mtsec_/)
    for (const url of [
      'http://posts.example.com',
      'https://localhost/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://10.0.0.8/x',
      'https://0x7f000001/x',
      'https://user:pass@posts.example.com',
      'not an address',
    ])
      expect(TargetInput.safeParse({ id, name: 'X', url }).success).toBe(false)
    await removeTarget(ctx, { id })
    await removeTarget(ctx, { id })
    expect(await listTargets(ctx)).toEqual([])
  })
})

describe('R34: an approval is for the version that was reviewed', () => {
  test('every decision is refused for a post edited in between, until it is reviewed again', async () => {
    const ctx = await agency()
    await target(ctx)
    const id = await written(ctx)
    const opened = await seen(id)
    await savePost(asMember(ctx), postInput({ id, facebook: 'Call us for a secret discount' }))
    expect(await code(approvePost(ctx, opened))).toBe('post.changed')
    expect(await code(approvePost(ctx, { id, version: '' }))).toBe('post.changed')
    expect(await code(schedulePost(ctx, { ...opened, sendAt: tomorrow() }))).toBe('post.changed')
    expect((await getPost(ctx, id)).status).toBe('draft')
    const { version } = await getPost(ctx, id)
    await approvePost(ctx, { id, version })
    expect(await code(sendPost(ctx, opened))).toBe('post.changed')
    expect(await deliveries(ctx)).toHaveLength(0)
    const [event] = await system().execute<{ version: string }>(
      sql`select detail ->> 'version' as version from audit_events
        where workspace_id = ${ctx.workspaceId} and verb = 'post.approve'`,
    )
    expect(event?.version).toBe(version)
  })

  test('another title is another version, and saving the same content keeps the version', async () => {
    const ctx = await agency()
    const id = await written(ctx)
    const opened = await seen(id)
    await savePost(ctx, postInput({ id }))
    expect(await seen(id)).toEqual(opened)
    await savePost(ctx, postInput({ id, title: 'Another title' }))
    expect(await code(approvePost(ctx, opened))).toBe('post.changed')
  })

  test('an approver who edits an approved post becomes its approver', async () => {
    const ctx = await agency()
    const id = await written(ctx)
    await approvePost(ctx, await seen(id))
    const other = await join(ctx.workspaceId, 'admin')
    await savePost(other, postInput({ id, facebook: 'Newer words' }))
    const [post] = await system().select().from(posts).where(eq(posts.id, id))
    expect(post).toMatchObject({ status: 'approved', approvedBy: other.userId })
  })
})

test('R35: an export is recorded with the member and the version', async () => {
  const [ctx, other] = [await agency(), await agency()]
  const id = await written(ctx)
  await exportPost(ctx, id)
  expect(await code(exportPost(other, id))).toBe('not-found')
  expect(await listExports(ctx)).toMatchObject([{ kind: 'post', rows: 1, who: 'Tess Ter' }])
  expect(await listExports(other)).toEqual([])
})
