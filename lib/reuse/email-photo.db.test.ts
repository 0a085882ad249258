import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { system } from '@/db/client'
import { listingPhotos, listings } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { feedOf, homes, importBytes, prepareFeedPrices } from '@/lib/feeds/testing'
import { keepFile, readFile } from '@/lib/files/files'
import { webPhotoKey } from '@/lib/files/web-photo'
import { agency } from '@/lib/metering/testing'
import { pictureNameOf } from '@/lib/templates/shared/blocks'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { emailPhotoOf } from './email-photo'

setTestEnv({ FILES_DIR: scratchFolder('email-photos') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

const URL = 'https://photos.test/front.jpg'

async function listingWith(ctx: WorkspaceContext, over: object): Promise<string> {
  await importBytes(ctx, await feedOf(ctx), homes(1))
  const isOurs = eq(listings.workspaceId, ctx.workspaceId)
  const [row] = await system().select().from(listings).where(isOurs)
  if (!row) throw new Error('the file has a listing')
  await system()
    .update(listings)
    .set({ data: { ...(row.data as object), photoUrls: [URL], ...over } })
    .where(isOurs)
  return row.id
}

async function storePhoto({ workspaceId }: WorkspaceContext): Promise<void> {
  const webp = await sharp({ create: { width: 480, height: 320, channels: 3, background: '#3070c0' } })
    .webp()
    .toBuffer()
  const fileName = await keepFile(workspaceId, webp, 'webp')
  await system()
    .insert(listingPhotos)
    .values({ workspaceId, urlHash: webPhotoKey(URL), fileName })
}

it('a listing’s stored photo becomes a JPEG that emails show', async () => {
  const ctx = await agency()
  const id = await listingWith(ctx, {})
  expect(await emailPhotoOf(ctx, { kind: 'listing', id }), 'before it was fetched').toBeNull()
  await storePhoto(ctx)
  const name = pictureNameOf((await emailPhotoOf(ctx, { kind: 'listing', id })) ?? '') ?? ''
  expect((await readFile(ctx.workspaceId, name))?.subarray(0, 3)).toEqual(Buffer.from('ffd8ff', 'hex'))
})

it('R43, R35: not of a listing that must not be published, nor of another workspace', async () => {
  const [ctx, other] = [await agency(), await agency()]
  const id = await listingWith(ctx, { notForInternet: 'The seller opted out' })
  await storePhoto(ctx)
  expect(await emailPhotoOf(ctx, { kind: 'listing', id })).toBeNull()
  const open = await listingWith(other, {})
  await storePhoto(other)
  expect(await emailPhotoOf(ctx, { kind: 'listing', id: open })).toBeNull()
  expect(await emailPhotoOf(ctx, { kind: 'report', id })).toBeNull()
})
