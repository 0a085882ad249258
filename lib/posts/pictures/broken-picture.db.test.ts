import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { posts } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { setTestEnv } from '@/lib/billing/testing'
import { agency, preparePlans } from '@/lib/contacts/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { code } from '@/lib/core/testing'
import { knownPhotoFaults } from '@/lib/files/web-photo'
import { stopJobQueue } from '@/lib/jobs/queue'
import { scratchFolder } from '@/local/test/scratch-folder'
import { approvePost, schedulePost } from '../decide-post'
import { exportPost } from '../export/export-post'
import { getPost } from '../get-post'
import { versionOfPost } from '../post-version'
import { deliverPost } from '../targets/deliver-post'
import { sendPost } from '../targets/send-post'
import { addTarget, TargetInput } from '../targets/targets'

setTestEnv({ FILES_DIR: scratchFolder('post-pictures'), OUTBOUND_ALLOWED_HOSTS: '127.0.0.1' })

const noise = { type: 'gaussian', mean: 120, sigma: 30 } as const
const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#3070c0', noise } })
  .jpeg()
  .toBuffer()
const stamp = await sharp(photo).resize(60, 40).jpeg().toBuffer()
/** What the agency's CRM answers at each path; tests change it. */
const answers: Record<string, { status: number; body: Buffer | string }> = {
  '/good.jpg': { status: 200, body: photo },
  '/gone.jpg': { status: 404, body: '' },
  '/page.jpg': { status: 200, body: '<html>Not found</html>' },
  '/small.jpg': { status: 200, body: stamp },
  '/empty.jpg': { status: 200, body: '' },
}
const site = createServer((request, response) => {
  const { status, body } = answers[new URL(request.url ?? '', 'http://x').pathname] ?? {
    status: 500,
    body: '',
  }
  response.writeHead(status).end(body)
})
let base = ''
beforeAll(async () => {
  await preparePlans()
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})
afterAll(async () => {
  site.close()
  await stopJobQueue()
  await disconnect()
})

/** A draft with a listing's photo at this address. */
async function draftWith(ctx: WorkspaceContext, photoUrl: string): Promise<string> {
  const id = randomUUID()
  const texts = { facebook: 'A new home by the lake.' }
  await system()
    .insert(posts)
    .values({ workspaceId: ctx.workspaceId, id, title: 'Lake house', status: 'draft', texts, photoUrl })
  return id
}
const stored = async (id: string) => {
  const [post] = await system().select().from(posts).where(eq(posts.id, id))
  if (!post) throw new Error('the post is stored')
  return post
}
const seen = async (id: string) => ({ id, version: versionOfPost(await stored(id)) })
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
/** Makes the last check of the photo look two hours old. */
const later = (ctx: WorkspaceContext) =>
  moveBack('listing_photos', ['asked_at'], '2 hours', sql`workspace_id = ${ctx.workspaceId}`)

describe('R13: a post with a broken photo is not published unnoticed', () => {
  test.each<[string, RegExp]>([
    ['/gone.jpg', /its server answered 404/],
    ['/page.jpg', /isn’t a JPEG, PNG or WebP picture/],
    ['/small.jpg', /too small \(60 × 40 pixels\)/],
    ['/empty.jpg', /the file is empty/],
    ['unreachable', /its server can’t be reached/],
  ])(
    'approvePost refuses with the reason, and approves without the picture when requested: %s',
    async (path, why) => {
      const ctx = await agency()
      const url = path === 'unreachable' ? 'http://127.0.0.1:1025/a.jpg' : `${base}${path}`
      const id = await draftWith(ctx, url)
      const refused = await approvePost(ctx, await seen(id)).catch((error) => error)
      expect(isRefusal(refused, 'post.picture-broken') && refused.publicMessage).toMatch(why)
      expect(await stored(id)).toMatchObject({ status: 'draft', photoUrl: url })
      expect((await knownPhotoFaults(ctx.workspaceId, [url])).get(url)).toMatch(why)
      await approvePost(ctx, { ...(await seen(id)), withoutPicture: true })
      expect(await stored(id)).toMatchObject({ status: 'approved', photoUrl: null })
    },
  )

  test('a good photo is approved and exported unchanged', async () => {
    const ctx = await agency()
    const id = await draftWith(ctx, `${base}/good.jpg`)
    await approvePost(ctx, await seen(id))
    expect(await stored(id)).toMatchObject({ status: 'approved', photoUrl: `${base}/good.jpg` })
    expect(await exportPost(ctx, id)).toMatchObject({
      text: expect.stringContaining(`Picture: ${base}/good.jpg`),
    })
  })

  test('exportPost leaves out a broken photo and says so', async () => {
    const ctx = await agency()
    const id = await draftWith(ctx, `${base}/gone.jpg`)
    const exported = await exportPost(ctx, id)
    expect(exported).toMatchObject({ text: expect.stringMatching(/No picture: .*its server answered 404/) })
    expect(exported).not.toMatchObject({ text: expect.stringContaining('gone.jpg') })
  })

  test('scheduling and sending check the picture, and a photo that broke later stops the delivery', async () => {
    const ctx = await agency()
    answers['/later.jpg'] = { status: 200, body: photo }
    const id = await draftWith(ctx, `${base}/later.jpg`)
    const target = TargetInput.parse({ id: randomUUID(), name: 'Website', url: 'https://posts.invalid/in' })
    await addTarget(ctx, target)
    await schedulePost(ctx, { ...(await seen(id)), sendAt: tomorrow() })
    await sendPost(ctx, await seen(id))
    answers['/later.jpg'] = { status: 410, body: '' }
    await later(ctx)
    expect(await code(sendPost(ctx, await seen(id)))).toBe('post.picture-broken')
    expect(await code(schedulePost(ctx, { ...(await seen(id)), sendAt: tomorrow() }))).toBe(
      'post.picture-broken',
    )
    const [delivery] = await system().execute<{ id: string }>(
      sql`select id from post_deliveries where post_id = ${id}`,
    )
    await deliverPost(
      { workspaceId: ctx.workspaceId, id: delivery?.id ?? '' },
      { last: true },
      { allowedHosts: [] },
    )
    expect(await getPost(ctx, id)).toMatchObject({
      status: 'scheduled',
      failure: 'Not sent. The picture of this post can’t be used: its server answered 410.',
    })
    await sendPost(ctx, { ...(await seen(id)), withoutPicture: true })
    expect(await getPost(ctx, id)).toMatchObject({ failure: null, photoUrl: null })
  })

  test('a missing image file of the workspace counts as broken', async () => {
    const ctx = await agency()
    const id = await draftWith(ctx, '')
    const imageFile = `${'a'.repeat(64)}.png`
    await system().update(posts).set({ imageFile, photoUrl: null }).where(eq(posts.id, id))
    expect(await code(approvePost(ctx, await seen(id)))).toBe('post.picture-broken')
  })
})
