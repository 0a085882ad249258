import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { posts } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { agency, preparePlans } from '@/lib/contacts/testing'
import { readFile } from '@/lib/files/files'
import { knownPhotoFaults, webPhoto } from '@/lib/files/web-photo'
import { scratchFolder } from '@/local/test/scratch-folder'
import { DEMO_HOMES, moveDemoPhotos, photosOfHome, seedPhotos } from './photos.ts'

setTestEnv({ FILES_DIR: scratchFolder('demo-photos') })
beforeAll(preparePlans)
afterAll(disconnect)

test('R40: each demo listing has its own photos, which load without internet access', async () => {
  const { workspaceId } = await agency()
  const urls = Array.from({ length: DEMO_HOMES }, (_, i) => photosOfHome(i + 1)).flat()
  expect(new Set(urls).size).toBe(2 * DEMO_HOMES)
  for (const url of urls) {
    const { width = 0, height = 0 } = await sharp(join('public', new URL(url).pathname)).metadata()
    expect(Math.min(width, height)).toBeGreaterThan(600)
  }
  await seedPhotos(workspaceId)
  expect(await knownPhotoFaults(workspaceId, urls)).toEqual(new Map())
  // Stored copies are fresh, so nothing is requested while the product is not running.
  for (const url of urls) {
    const { fileName } = await webPhoto(workspaceId, url, { goodForSeconds: 60, brokenForSeconds: 60 }, [])
    expect(await readFile(workspaceId, fileName ?? '')).not.toBeNull()
  }
})

test('R40: photo URLs are updated when the demo starts at another URL', async () => {
  const { workspaceId } = await agency()
  const [photoUrl = ''] = photosOfHome(2)
  const elsewhere = photoUrl.replace('localhost:3000', 'localhost:3999')
  const id = randomUUID()
  await system()
    .insert(posts)
    .values({ workspaceId, id, title: 'Lake house', status: 'draft', texts: {}, photoUrl: elsewhere })
  const stored = async () => (await system().select().from(posts).where(eq(posts.id, id)))[0]?.photoUrl
  expect(await stored()).not.toBe(photoUrl)
  await moveDemoPhotos()
  await moveDemoPhotos()
  expect(await stored()).toBe(photoUrl)
})
