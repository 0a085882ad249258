import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { listingPhotos, listings } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { webPhotoKey as photoKey } from '@/lib/files/web-photo'
import { stopJobQueue } from '@/lib/jobs/queue'
import { scratchFolder } from '@/local/test/scratch-folder'
import { bytesOf, file, sample } from '../parsers/samples'
import { agency, feedOf, importBytes, prepareFeedPrices } from '../testing'
import { listingPhoto, photoHref } from './listing-photo'

setTestEnv({ FILES_DIR: scratchFolder('photos') })

const requests: string[] = []
let [photo, large, small, blank]: Buffer[] = []
const site = createServer((request, response) => {
  const path = request.url ?? ''
  requests.push(path)
  if (path === '/page') return response.writeHead(200).end('<html><script>alert(1)</script></html>')
  if (path === '/drawing.svg')
    return response
      .writeHead(200, { 'content-type': 'image/png' })
      .end('<svg xmlns="http://www.w3.org/2000/svg"/>')
  if (path === '/webp.svg')
    return response
      .writeHead(200, { 'content-type': 'image/webp' })
      .end('<svg    WEBP="" xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  if (path === '/cut.jpg') return response.writeHead(200).end(photo?.subarray(0, 400))
  if (path === '/large.jpg') return response.writeHead(200).end(large)
  if (path === '/empty.jpg') return response.writeHead(200).end()
  if (path === '/small.jpg') return response.writeHead(200).end(small)
  if (path === '/blank.jpg') return response.writeHead(200).end(blank)
  if (path.startsWith('/gone')) return response.writeHead(404).end()
  if (path === '/moved.jpg') return response.writeHead(302, { location: '/front.jpg' }).end()
  response.writeHead(200, { 'content-type': 'text/plain' }).end(photo)
})
const HERE = ['127.0.0.1']
let base = ''
beforeAll(async () => {
  await prepareFeedPrices()
  const noise = { type: 'gaussian', mean: 120, sigma: 30 } as const
  photo = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#3070c0', noise } })
    .withExif({ IFD0: { Copyright: 'Owner' } })
    .jpeg()
    .toBuffer()
  small = await sharp(photo).resize(300, 120).jpeg().toBuffer()
  blank = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3070c0' } })
    .jpeg()
    .toBuffer()
  large = Buffer.concat([photo, Buffer.alloc(10_000_000)])
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})
afterAll(async () => {
  site.close()
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

/** A listing with a photo at this path. */
async function withPhoto(path: string) {
  const ctx = await agency('credits', 100)
  const url = `${base}${path}`
  const inner = `<address><suburb>Carlton</suburb></address><objects><img id="m" url="${url}"/></objects>`
  await importBytes(ctx, await feedOf(ctx), bytesOf(file(sample({ inner }))))
  const [listing] = await system().select().from(listings).where(eq(listings.workspaceId, ctx.workspaceId))
  return { ctx, url, id: listing?.id ?? '', photo: photoKey(url) }
}
const timesRequested = (path: string) => requests.filter((one) => one === path).length

test('a photo is fetched once, resized and stored without metadata, whatever content type its server sends', async () => {
  const { ctx, url, id, photo } = await withPhoto('/front.jpg?one')
  expect(photoHref(id, url)).toBe(`/api/listings/${id}/photos/${photo}`)
  const small = await listingPhoto(ctx, { id, photo }, HERE)
  expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 480, height: 270 })
  expect((await sharp(small).metadata()).exif).toBeUndefined()
  expect(await listingPhoto(ctx, { id, photo }, HERE)).toEqual(small)
  expect(timesRequested('/front.jpg?one')).toBe(1)
})

test('listingPhoto follows a redirect', async () => {
  const { ctx, id, photo } = await withPhoto('/moved.jpg')
  expect((await listingPhoto(ctx, { id, photo }, HERE)).length).toBeGreaterThan(100)
})

test.each([
  '/page',
  '/drawing.svg',
  '/webp.svg',
  '/cut.jpg',
  '/large.jpg',
  '/gone.jpg',
  '/empty.jpg',
  '/small.jpg',
  '/blank.jpg',
])('an unusable photo at %s is not found and not requested again for an hour', async (path) => {
  const { ctx, id, photo } = await withPhoto(path)
  const before = timesRequested(path)
  expect(await code(listingPhoto(ctx, { id, photo }, HERE))).toBe('not-found')
  expect(await code(listingPhoto(ctx, { id, photo }, HERE))).toBe('not-found')
  expect(timesRequested(path)).toBe(before + 1)
  await moveBack('listing_photos', ['asked_at'], '2 hours', sql`workspace_id = ${ctx.workspaceId}`)
  expect(await code(listingPhoto(ctx, { id, photo }, HERE))).toBe('not-found')
  expect(timesRequested(path)).toBe(before + 2)
})

test('listingPhoto never requests a private address', async () => {
  const { ctx, id, photo } = await withPhoto('/front.jpg?inside')
  expect(await code(listingPhoto(ctx, { id, photo }, []))).toBe('not-found')
  expect(timesRequested('/front.jpg?inside')).toBe(0)
})

test('R35: only photos of the workspace’s own listings are fetched', async () => {
  const { ctx, id, photo } = await withPhoto('/front.jpg?mine')
  const other = await agency()
  expect(await code(listingPhoto(other, { id, photo }, HERE))).toBe('not-found')
  expect(await code(listingPhoto(ctx, { id, photo: photoKey(`${base}/other.jpg`) }, HERE))).toBe('not-found')
  expect(timesRequested('/front.jpg?mine') + timesRequested('/other.jpg')).toBe(0)
  const kept = await system().select().from(listingPhotos).where(eq(listingPhotos.urlHash, photo))
  expect(kept).toEqual([])
})
