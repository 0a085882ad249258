import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inWorkspace, system } from '@/db/client'
import { imagePhotos, images, posts } from '@/db/schema'
import { imageModel } from '@/lib/ai/image-model'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { readFile } from '@/lib/files/files'
import {
  originalOfImage,
  originalPhotoBytes,
  originalPhotoUrl,
  readOriginalPhoto,
} from '@/lib/files/original-photo'
import { approvePost } from '@/lib/posts/decide-post'
import { exportPost } from '@/lib/posts/export/export-post'
import { getPost } from '@/lib/posts/get-post'
import { PostInput } from '@/lib/posts/post-input'
import { savePost } from '@/lib/posts/save-post'
import { contentOf } from '@/lib/posts/targets/deliver-post'
import { setLabelsAlteredPhotos } from '@/lib/workspaces/altered-photos'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { downloadImage } from './download-image'
import { makeImage } from './make-image'
import { savePhoto } from './photos/save-photo'
import { generateImage, regenerateImage } from './request-image'
import { agency, imageInput, prepareCatalog } from './testing'

setTestEnv({ FILES_DIR: scratchFolder('altered') })
beforeAll(prepareCatalog)
afterAll(closeConnections)

/** A photo in one color, so that the label is the only thing that is black. */
const photo = (red: number) =>
  sharp({ create: { width: 1_200, height: 900, channels: 3, background: { r: red, g: 180, b: 140 } } })
    .jpeg()
    .toBuffer()

async function imageOn(ctx: WorkspaceContext, photoId: string | null) {
  const input = imageInput({ photoId })
  await generateImage(ctx, input)
  await makeImage({ ...ctx, id: input.id }, { model: imageModel() })
  return imageOf(ctx, input.id)
}

async function imageOf({ workspaceId }: WorkspaceContext, id: string) {
  const [image] = await system().select().from(images).where(eq(images.id, id))
  const png = await readFile(workspaceId, image?.fileName ?? '')
  return { id, image, png: png ?? new Uint8Array() }
}

/** The share of dark pixels where the label stands. */
async function darkShare(png: Uint8Array): Promise<number> {
  const { width = 0 } = await sharp(png).metadata()
  const corner = { left: Math.round(width * 0.83), top: Math.round(width * 0.02) }
  const size = { width: Math.round(width * 0.14), height: Math.round(width * 0.03) }
  const { data } = await sharp(png)
    .extract({ ...corner, ...size })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return data.filter((value) => value < 60).length / data.length
}

const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)

test('R46: an image made from a photo carries a visible label, in every version and download', async () => {
  const ctx = await agency('credits', 500)
  const { id: photoId } = await savePhoto(ctx, await photo(90))
  const first = await imageOn(ctx, photoId)
  expect(first.image).toMatchObject({ status: 'ready', labeled: true })
  expect(await darkShare(first.png)).toBeGreaterThan(0.5)
  const again = await regenerateImage(ctx, { id: randomUUID(), parentId: first.id, quotedCredits: 10 })
  await makeImage({ ...ctx, id: again.id }, { model: imageModel() })
  expect(await darkShare((await imageOf(ctx, again.id)).png)).toBeGreaterThan(0.5)
  for (const as of ['png', 'jpeg', 'webp'] as const)
    expect(await darkShare((await downloadImage(ctx, { id: first.id, as })).bytes)).toBeGreaterThan(0.5)
})

test('R46: a drawing without a photo has no label, and neither has an image after the setting is off', async () => {
  const ctx = await agency('credits', 500)
  expect((await imageOn(ctx, null)).image).toMatchObject({ status: 'ready', labeled: false })
  const { id: photoId } = await savePhoto(ctx, await photo(91))
  await setLabelsAlteredPhotos(ctx, false)
  const plain = await imageOn(ctx, photoId)
  expect(plain.image?.labeled).toBe(false)
  expect(await code(readOriginalPhoto(tokenOf(originalPhotoUrl(ctx.workspaceId, photoId))))).toBe('not-found')
  await setLabelsAlteredPhotos(ctx, true)
  expect((await imageOn(ctx, photoId)).image?.labeled).toBe(true)
})

test('R35, R46: the link shows the original to anyone, and nothing but published photos', async () => {
  const [ctx, stranger] = [await agency('credits', 500), await agency()]
  const bytes = await photo(92)
  const { id: photoId } = await savePhoto(ctx, bytes)
  const token = tokenOf(originalPhotoUrl(ctx.workspaceId, photoId))
  // Uploaded, but not published.
  expect(await code(readOriginalPhoto(token))).toBe('not-found')
  await imageOn(ctx, photoId)
  const original = await readOriginalPhoto(token)
  expect(original).toMatchObject({ workspaceId: ctx.workspaceId, widthPixels: 1_200, heightPixels: 900 })
  const { dominant } = await sharp(await originalPhotoBytes(original)).stats()
  expect(dominant.g).toBeGreaterThan(dominant.r)
  const [stored] = await system().select().from(imagePhotos).where(eq(imagePhotos.id, photoId))
  expect(original.fileName).toBe(stored?.fileName)
  for (const wrong of [
    token.replace(/^\d+/, String(stranger.workspaceId)),
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    token.replace(photoId, randomUUID()),
    '../../etc/passwd',
    '',
  ])
    expect(await code(readOriginalPhoto(wrong))).toBe('not-found')
})

test('R46: a post with the image carries the link in every text, and its length counts', async () => {
  const ctx = await agency('credits', 500)
  const { workspaceId } = ctx
  const { id: photoId } = await savePhoto(ctx, await photo(93))
  const { id: imageId, image } = await imageOn(ctx, photoId)
  const url = originalPhotoUrl(workspaceId, photoId)
  expect(
    await inWorkspace(workspaceId, (tx) => originalOfImage(tx, workspaceId, image?.fileName ?? '')),
  ).toBe(url)

  const post = (x: string) =>
    PostInput.parse({
      id: randomUUID(),
      title: 'Green Lake',
      picture: `image:${imageId}`,
      facebook: 'A garden home near Green Lake.',
      x,
    })
  const short = post('A garden home.')
  await savePost(ctx, short)
  const { version } = await getPost(ctx, short.id)
  await approvePost(ctx, { id: short.id, version })
  const exported = await exportPost(ctx, short.id)
  expect(exported).toMatchObject({ kind: 'file' })
  expect('text' in exported && exported.text.split(url)).toHaveLength(4)
  const [row] = await system().select().from(posts).where(eq(posts.id, short.id))
  const content = row && contentOf(row, new Date(), url)
  expect(content).toMatchObject({
    originalPhotoUrl: url,
    texts: { facebook: `A garden home near Green Lake.\nAltered photo. Original: ${url}` },
  })

  const long = post('x'.repeat(270))
  await savePost(ctx, long)
  expect(await code(approvePost(ctx, { id: long.id, version: (await getPost(ctx, long.id)).version }))).toBe(
    'post.unfit',
  )
})
