import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { images, listings } from '@/db/schema'
import { layoutNames } from '@/lib/ai/built-in/drawing/listing-facts'
import { imageModel } from '@/lib/ai/image-model'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { readFile } from '@/lib/files/files'
import { webPhotoKey } from '@/lib/files/web-photo'
import { stopJobQueue } from '@/lib/jobs/queue'
import { scratchFolder } from '@/local/test/scratch-folder'
import { listImageGroups } from '../list-image-groups'
import { makeImage } from '../make-image'
import { saveListingPhoto } from '../photos/listing-photo'
import { savePhoto } from '../photos/save-photo'
import { generateImage, regenerateImage } from '../request-image'
import { agency, balance, imageInput, prepareCatalog } from '../testing'
import { previewImage } from './preview-image'

const noise = { type: 'gaussian', mean: 120, sigma: 30 } as const
const photo = await sharp({
  create: { width: 1_200, height: 900, channels: 3, background: '#3070c0', noise },
})
  .jpeg()
  .toBuffer()
let server: Server
let base = ''
beforeAll(async () => {
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 's'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test_previews',
    STRIPE_WEBHOOK_SECRET: 'whsec_previews',
    SMTP_URL: 'smtp://localhost:25',
    MAIL_FROM: 'Tests <tests@agency.test>',
    FILES_DIR: scratchFolder('previews'),
  })
  await prepareCatalog()
  server = createServer((request, answer) => {
    if (request.url === '/good.jpg') answer.end(photo)
    else answer.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await stopJobQueue()
  await disconnect()
})

function brief(changes: object = {}) {
  const { id: _id, quotedCredits: _credits, ...fields } = imageInput()
  return { ...fields, look: randomUUID(), layout: 'panel' as const, ...changes }
}

const small = (bytes: Uint8Array) =>
  sharp(bytes).removeAlpha().greyscale().blur(6).resize(24, 24, { fit: 'fill' }).raw().toBuffer()
/** The mean difference of brightness, from 0 to 255. */
async function difference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([small(one), small(other)])
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length
}

async function made(ctx: WorkspaceContext, input: Parameters<typeof generateImage>[1]): Promise<string> {
  const { id } = await generateImage(ctx, input)
  await makeImage({ workspaceId: ctx.workspaceId, id }, { model: imageModel({}) })
  return id
}

describe('previews of layouts', () => {
  test('R7, R9: the four are small, marked, different, and free', async () => {
    const ctx = await agency()
    const look = randomUUID()
    const previews = await Promise.all(
      layoutNames.map((layout) => previewImage(ctx, brief({ layout, look }))),
    )
    for (const preview of previews)
      expect(await sharp(preview).metadata()).toMatchObject({ format: 'jpeg', width: 367, height: 367 })
    for (const [i, one] of previews.entries())
      for (const other of previews.slice(i + 1)) expect(await difference(one, other)).toBeGreaterThan(4)
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    expect(await system().select().from(images).where(eq(images.workspaceId, ctx.workspaceId))).toEqual([])
  }, 60_000)

  test('the paid image is the chosen preview in full size', async () => {
    const ctx = await agency()
    const look = randomUUID()
    const { look: _look, layout: _layout, ...fields } = brief()
    const preview = await previewImage(ctx, { ...fields, look, layout: 'frame' })
    const other = await previewImage(ctx, { ...fields, look: randomUUID(), layout: 'cover' })
    const id = await made(ctx, { id: randomUUID(), quotedCredits: 20, ...fields, look, layout: 'frame' })
    const [row] = await system().select().from(images).where(eq(images.id, id))
    expect(row?.brief).toMatchObject({ layout: 'frame' })
    const full = await readFile(ctx.workspaceId, row?.fileName ?? '')
    if (!full) throw new Error('the image is stored')
    expect(await difference(preview, full)).toBeLessThan(14)
    expect(await difference(other, full)).toBeGreaterThan(await difference(preview, full))
  }, 60_000)

  test('R35, R46: a preview shows no photo of another workspace and no wording that fair housing rules out', async () => {
    const [ctx, other] = [await agency(), await agency()]
    const { id: photoId } = await savePhoto(other, new Uint8Array(photo))
    expect(await code(previewImage(ctx, brief({ photoId, wish: '' })))).toBe('not-found')
    expect(await code(previewImage(ctx, brief({ headline: 'A home for Christian families only' })))).toBe(
      'content.refused',
    )
    expect((await previewImage(other, brief({ photoId, wish: '' }))).length).toBeGreaterThan(1_000)
  }, 60_000)
})

describe('images for a listing', () => {
  const listingOf = async ({ workspaceId }: WorkspaceContext, data: object) => {
    const id = randomUUID()
    await system().transaction(async (tx) => {
      // Without its feed, which these tests do not need.
      await tx.execute(`set local session_replication_role = replica`)
      await tx.insert(listings).values({
        workspaceId,
        id,
        feedId: randomUUID(),
        runId: randomUUID(),
        sourceKey: id,
        status: 'current',
        data,
        dataHash: id,
      })
    })
    return id
  }
  const input = (url: string, listing: string) => ({ listing, photo: webPhotoKey(url) })

  test('R46: an image for a listing needs a photo, so that no drawn home passes for it', async () => {
    const ctx = await agency()
    const drawn = { ...imageInput(), listingId: randomUUID() }
    expect(await code(generateImage(ctx, drawn))).toBe('image.needs-photo')
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    const { id: photoId } = await savePhoto(ctx, new Uint8Array(photo))
    await generateImage(ctx, { ...imageInput({ photoId }), listingId: randomUUID() })
    expect(await balance(ctx)).toMatchObject({ held: 20 })
  })

  test('R35: its photo is taken over from the web, for its own workspace only', async () => {
    const [ctx, other] = [await agency(), await agency()]
    const url = `${base}/good.jpg`
    const listing = await listingOf(ctx, { photoUrls: [url, `${base}/gone.jpg`] })
    const saved = await saveListingPhoto(ctx, input(url, listing), ['127.0.0.1'])
    expect(saved).toMatchObject({ widthPixels: 1_200, heightPixels: 900 })
    expect(await code(saveListingPhoto(other, input(url, listing), ['127.0.0.1']))).toBe('not-found')
    expect(await code(saveListingPhoto(ctx, input(`${base}/else.jpg`, listing), ['127.0.0.1']))).toBe(
      'not-found',
    )
    expect(await code(saveListingPhoto(ctx, input(`${base}/gone.jpg`, listing), ['127.0.0.1']))).toBe(
      'photo.unavailable',
    )
    const hidden = await listingOf(ctx, { photoUrls: [url], notForInternet: 'The seller asked for it.' })
    expect(await code(saveListingPhoto(ctx, input(url, hidden), ['127.0.0.1']))).toBe('not-found')
  })
})

describe('listImageGroups', () => {
  test('R35: has one row for an image with its versions, by the newest, and none of another workspace', async () => {
    const [ctx, other] = [await agency(), await agency()]
    const first = await made(ctx, imageInput())
    const lonely = await made(ctx, imageInput({ headline: 'A lake house' }))
    const { id: second } = await regenerateImage(ctx, {
      id: randomUUID(),
      quotedCredits: 10,
      parentId: first,
    })
    const { rows } = await listImageGroups(ctx, { limit: 10 })
    expect(rows.map(({ id }) => id)).toEqual([second, lonely])
    expect(rows[0]?.versions).toMatchObject([
      { id: first, number: 1, status: 'ready' },
      { id: second, number: 2, status: 'queued', href: null },
    ])
    // A filter looks at the versions it shows: the newest one that is ready is the first.
    const ready = await listImageGroups(ctx, { limit: 10, filter: 'ready' })
    expect(ready.rows.map(({ id }) => id)).toEqual([lonely, first])
    expect((await listImageGroups(ctx, { limit: 10, search: 'LAKE HOUSE' })).rows).toHaveLength(1)
    expect((await listImageGroups(other, { limit: 10 })).rows).toEqual([])
  }, 60_000)

  test('pages do not skip or repeat an image', async () => {
    const ctx = await agency()
    for (const headline of ['One home', 'Two homes', 'Three homes'])
      await generateImage(ctx, imageInput({ headline }))
    const first = await listImageGroups(ctx, { limit: 2 })
    const rest = await listImageGroups(ctx, { limit: 2, before: first.nextBefore ?? undefined })
    expect([...first.rows, ...rest.rows].map(({ title }) => title)).toEqual([
      'Three homes',
      'Two homes',
      'One home',
    ])
  })
})
