import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq, ne, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { aiCalls, creditEntries, creditNotes, imagePhotos, images, workspaces } from '@/db/schema'
import { type ChosenImageModel, imageModel } from '@/lib/ai/image-model'
import { code } from '@/lib/core/testing'
import { readFile } from '@/lib/files/files'
import { localDisk } from '@/lib/files/local-disk'
import { stopJobQueue } from '@/lib/jobs/queue'
import { renameWork } from '@/lib/paid-work/changes'
import { refundIfBroken } from '@/lib/paid-work/refund'
import { retryWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { testPaidWork } from '@/lib/paid-work/testing/contract'
import { downloadImage } from './download-image'
import { getImage } from './get-image'
import { imageWork } from './image-work'
import { listImages } from './list-images'
import { makeImage } from './make-image'
import { savePhoto } from './photos/save-photo'
import { sweepPhotos, UNUSED_PHOTO_DAYS } from './photos/sweep-photos'
import { editImage, generateImage, regenerateImage } from './request-image'
import { agency, balance, imageInput, prepareCatalog, request } from './testing'

const folder = await mkdtemp(join(tmpdir(), 'images-'))
const painter = imageModel({})
/** A provider's model that returns this picture. */
const painterOf = (png: Uint8Array): ChosenImageModel => {
  const doGenerate: ChosenImageModel['model']['doGenerate'] = async () => ({
    images: [png],
    warnings: [],
    response: { timestamp: new Date(), modelId: 'painter', headers: undefined },
  })
  return { model: { ...painter.model, doGenerate }, label: 'painter', builtIn: false }
}

beforeAll(async () => {
  Object.assign(globalThis, { marketTrakFiles: localDisk(folder) })
  await prepareCatalog()
})
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
  await rm(folder, { recursive: true, force: true })
})

testPaidWork({
  work: imageWork,
  request,
  otherwise: (image) => ({ ...image, brief: { ...image.brief, headline: 'Another home' } }),
  result: { fileName: 'a.png', model: 'test' },
})

test('R7, R9, R12, R13: generating, regenerating and editing are each charged once, when the result is stored', async () => {
  const ctx = await agency()
  const first = imageInput()
  await Promise.all([generateImage(ctx, first), generateImage(ctx, first)])
  expect(await balance(ctx)).toMatchObject({ left: 80, held: 20 })
  await makeImage({ ...ctx, id: first.id }, { model: painter })
  await makeImage({ ...ctx, id: first.id }, { model: painter })
  const again = await regenerateImage(ctx, { id: randomUUID(), parentId: first.id, quotedCredits: 10 })
  await makeImage({ ...ctx, id: again.id }, { model: painter })
  const change = {
    id: randomUUID(),
    parentId: again.id,
    quotedCredits: 5,
    instruction: 'make it a story, price: $799,000',
  }
  await editImage(ctx, change, true)
  await makeImage({ ...ctx, id: change.id }, { model: painter })

  const { shown, versions } = await getImage(ctx, change.id)
  expect(versions.map(({ paid }) => paid?.credits)).toEqual([20, 10, 5])
  expect(shown).toMatchObject({ format: 'story', parentId: again.id, model: 'the built-in painter' })
  expect(new Set(versions.map(({ href }) => href)).size).toBe(3)
  expect(await balance(ctx)).toMatchObject({ left: 65, held: 0 })
  const jpeg = await downloadImage(ctx, { id: change.id, as: 'jpeg' })
  expect(jpeg.fileName).toBe(`${shown.title}.jpg`)
  expect(await sharp(jpeg.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1080, height: 1920 })
  const calls = await system().select().from(aiCalls).where(eq(aiCalls.workspaceId, ctx.workspaceId))
  expect(calls.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok'])
})

test('a renamed image keeps its name in its next versions', async () => {
  const ctx = await agency()
  const { id } = await generateImage(ctx, imageInput())
  await makeImage({ ...ctx, id }, { model: painter })
  await renameWork(imageWork, ctx, { id, name: 'Maple Villa' })
  const parentId = id
  await regenerateImage(ctx, { id: randomUUID(), parentId, quotedCredits: 10 })
  const instruction = 'price: $799,000'
  await editImage(ctx, { id: randomUUID(), parentId, quotedCredits: 5, instruction }, true)
  const { versions } = await getImage(ctx, id)
  expect(versions.map(({ title }) => title)).toEqual(['Maple Villa', 'Maple Villa', 'Maple Villa'])
})

test('R8, R11, R12: old prices, too few credits, reused ids and refused content hold nothing', async () => {
  const ctx = await agency('credits', 30)
  const before = await balance(ctx)
  expect(await code(generateImage(ctx, imageInput({ quotedCredits: 1 })))).toBe('quote.changed')
  expect(await code(generateImage(ctx, imageInput({ headline: 'No children, whites only' })))).toBe(
    'content.refused',
  )
  expect(await balance(ctx)).toEqual(before)
  const first = imageInput()
  await generateImage(ctx, first)
  expect(await code(generateImage(ctx, { ...first, headline: 'Another home' }))).toBe('request.reused')
  expect(await code(generateImage(ctx, imageInput()))).toBe('credits.insufficient')
  await makeImage({ ...ctx, id: first.id }, { model: painter })
  const change = { id: randomUUID(), parentId: first.id, quotedCredits: 5, instruction: 'sing a song' }
  expect(await code(editImage(ctx, change, true))).toBe('image.not-understood')
  expect(await balance(ctx)).toMatchObject({ left: 10, held: 0 })
})

describe('R13: an image that is not delivered is free', () => {
  test('when it is blank', async () => {
    const blank = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const ctx = await agency()
    const { id } = await generateImage(ctx, imageInput())
    await makeImage({ ...ctx, id }, { model: painterOf(blank) })
    expect((await getImage(ctx, id)).shown).toMatchObject({
      status: 'failed',
      failure: 'The image is blank.',
    })
  })

  test('when it is canceled before it is made', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await generateImage(ctx, imageInput())
    await cancelWork(imageWork, ctx, { id })
    await makeImage({ ...ctx, id }, { model: painter })
    expect((await getImage(ctx, id)).shown.status).toBe('cancelled')
    expect(await balance(ctx)).toEqual(before)
  })
})

test('R13: a broken image is refunded once, with the reason; a sound one is not', async () => {
  const ctx = await agency()
  const { id } = await generateImage(ctx, imageInput())
  await makeImage({ ...ctx, id }, { model: painter })
  expect(await refundIfBroken(imageWork, ctx, { id })).toBeNull()
  const [row] = await system().select().from(images).where(eq(images.id, id))
  const name = row?.fileName ?? ''
  await writeFile(join(folder, 'workspaces', String(ctx.workspaceId), name.slice(0, 2), name), 'broken')
  await Promise.all([refundIfBroken(imageWork, ctx, { id }), refundIfBroken(imageWork, ctx, { id })])
  await refundIfBroken(imageWork, ctx, { id })
  expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
  const entries = await system()
    .select()
    .from(creditEntries)
    .where(sql`${creditEntries.workspaceId} = ${ctx.workspaceId} and ${creditEntries.subjectId} = ${id}`)
  expect(entries.map(({ amount }) => amount)).toEqual([-20, 20])
  const reasons = await system()
    .select()
    .from(creditNotes)
    .where(eq(creditNotes.workspaceId, ctx.workspaceId))
  expect(reasons.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/: The file is missing or damaged/),
  ])
})

test('R35: another workspace cannot read, download, edit or cancel it', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const { id } = await generateImage(ours, imageInput())
  await makeImage({ ...ours, id }, { model: painter })
  const change = { id: randomUUID(), parentId: id, quotedCredits: 10 }
  const attempts = await Promise.all([
    code(getImage(theirs, id)),
    code(downloadImage(theirs, { id, as: 'png' })),
    code(regenerateImage(theirs, change)),
    code(cancelWork(imageWork, theirs, { id })),
    code(refundIfBroken(imageWork, theirs, { id })),
  ])
  expect(attempts).toEqual(Array(5).fill('not-found'))
  expect((await listImages(theirs, { limit: 10 })).rows).toEqual([])
  // The positive control.
  expect((await listImages(ours, { limit: 10, search: 'GARDEN', filter: 'ready' })).rows).toHaveLength(1)
})

describe('photos', () => {
  const photo = (width = 900, height = 700) =>
    sharp({ create: { width, height, channels: 3, background: '#c03020' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'Ann' }, IFD3: { GPSLatitude: '47/1 36/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()

  test('are stored upright, without metadata, and once', async () => {
    const ctx = await agency()
    const bytes = await photo()
    expect((await sharp(bytes).metadata()).exif).toBeDefined()
    const [saved, again] = [await savePhoto(ctx, bytes), await savePhoto(ctx, bytes)]
    expect(again).toEqual(saved)
    expect(saved).toMatchObject({ widthPixels: 700, heightPixels: 900 })
    const stored = await readFile(ctx.workspaceId, saved.href.replace('/api/files/', ''))
    const { exif, orientation, format } = await sharp(stored ?? new Uint8Array()).metadata()
    expect({ exif, orientation, format }).toEqual({ exif: undefined, orientation: undefined, format: 'jpeg' })
  })

  test.each<[string, () => Promise<Uint8Array>]>([
    ['picture.unreadable', async () => new Uint8Array()],
    ['picture.unreadable', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['picture.unreadable', async () => (await photo()).subarray(0, 900)],
    ['picture.heic', async () => Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['photo.too-small', () => photo(300, 900)],
    ['photo.too-large', async () => new Uint8Array(13_000_000)],
  ])('%s is refused', async (expected, bytes) => {
    expect(await code(savePhoto(await agency(), await bytes()))).toBe(expected)
  })

  test('are deleted after a week unless an image uses them or they are uploaded again', async () => {
    const ctx = await agency()
    const files: string[] = []
    const bring = async (width: number) => {
      const saved = await savePhoto(ctx, await photo(width))
      files.push(saved.href.replace('/api/files/', ''))
      return saved.id
    }
    const [unused, used, again, young] = [
      await bring(901),
      await bring(902),
      await bring(903),
      await bring(904),
    ]
    await generateImage(ctx, imageInput({ photoId: used ?? null }))
    const long = sql`${marketNow} - make_interval(days => ${UNUSED_PHOTO_DAYS}, secs => 1)`
    const old = system().update(imagePhotos).set({ createdAt: long })
    await old.where(and(eq(imagePhotos.workspaceId, ctx.workspaceId), ne(imagePhotos.id, young ?? '')))
    expect(await bring(903)).toBe(again)

    expect(await sweepPhotos()).toBeGreaterThanOrEqual(1)
    const left = await system().select().from(imagePhotos).where(eq(imagePhotos.workspaceId, ctx.workspaceId))
    expect(new Set(left.map(({ id }) => id))).toEqual(new Set([used, again, young]))
    const there = await Promise.all(files.map((name) => readFile(ctx.workspaceId, name)))
    expect(there.map((bytes) => bytes !== null)).toEqual([false, true, true, true, true])
    // Uploaded again later, it is stored again.
    expect(await bring(901)).not.toBe(unused)
    expect(await readFile(ctx.workspaceId, files[0] ?? '')).not.toBeNull()
  })

  test('R35: are used in an image and its versions, and not in another workspace', async () => {
    const ctx = await agency()
    const { id: photoId } = await savePhoto(ctx, await photo())
    const first = imageInput({ photoId })
    await generateImage(ctx, first)
    expect(await code(generateImage(ctx, { ...first, photoId: null }))).toBe('request.reused')
    await makeImage({ ...ctx, id: first.id }, { model: painter })
    const take = await regenerateImage(ctx, { id: randomUUID(), parentId: first.id, quotedCredits: 10 })
    await makeImage({ ...ctx, id: take.id }, { model: painter })
    const { versions } = await getImage(ctx, take.id)
    expect(versions.map(({ onPhoto, status }) => [onPhoto, status])).toEqual([
      [true, 'ready'],
      [true, 'ready'],
    ])
    const { bytes } = await downloadImage(ctx, { id: first.id, as: 'png' })
    const { dominant } = await sharp(bytes).extract({ left: 400, top: 150, width: 200, height: 200 }).stats()
    expect(dominant.r).toBeGreaterThan(2 * dominant.g)
    expect(await code(generateImage(await agency(), imageInput({ photoId })))).toBe('not-found')
  })
})

test('R12, R13: a failed image is retried once at its price, as another version', async () => {
  const ctx = await agency()
  const first = await generateImage(ctx, imageInput())
  expect(
    await code(retryWork(imageWork, ctx, { id: randomUUID(), endedId: first.id, quotedCredits: 20 })),
  ).toBe('image.not-ended')
  await cancelWork(imageWork, ctx, first)
  const again = { id: randomUUID(), endedId: first.id, quotedCredits: 20 }
  expect(await code(retryWork(imageWork, ctx, { ...again, quotedCredits: 19 }))).toBe('quote.changed')
  await Promise.all([retryWork(imageWork, ctx, again), retryWork(imageWork, ctx, again)])
  await makeImage({ ...ctx, id: again.id }, { model: painter })
  const { shown, versions } = await getImage(ctx, again.id)
  expect(shown).toMatchObject({ status: 'ready', action: 'image.generate', paid: { credits: 20 } })
  expect(versions.map(({ status }) => status)).toEqual(['cancelled', 'ready'])
  expect(await balance(ctx)).toMatchObject({ left: 80, held: 0 })
  expect(await code(retryWork(imageWork, await agency(), { ...again, id: randomUUID() }))).toBe('not-found')
})

test('R13: an edit identical to the previous version is free', async () => {
  const ctx = await agency()
  const { id } = await generateImage(ctx, imageInput())
  await makeImage({ ...ctx, id }, { model: painter })
  const { bytes } = await downloadImage(ctx, { id, as: 'png' })
  const change = { id: randomUUID(), parentId: id, quotedCredits: 5, instruction: 'black and white' }
  await editImage(ctx, change, true)
  await makeImage({ ...ctx, id: change.id }, { model: painterOf(bytes) })
  expect((await getImage(ctx, change.id)).shown).toMatchObject({
    status: 'failed',
    failure: expect.stringMatching(/identical to the previous version/),
  })
  expect(await balance(ctx)).toMatchObject({ left: 80, held: 0 })
})

test('R12: renaming the agency does not make the same form another request', async () => {
  const ctx = await agency()
  const first = imageInput()
  await generateImage(ctx, first)
  await system().update(workspaces).set({ name: 'Another name' }).where(eq(workspaces.id, ctx.workspaceId))
  expect(await generateImage(ctx, first)).toEqual({ id: first.id })
  expect(await balance(ctx)).toMatchObject({ left: 80, held: 20 })
})
