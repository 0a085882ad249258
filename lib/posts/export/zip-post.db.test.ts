import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import { posts } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { keepFile } from '@/lib/files/files'
import { agency, preparePlans } from '@/lib/metering/testing'
import { listExports } from '@/lib/workspaces/list-exports'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { zipPost } from './zip-post'

setTestEnv({ FILES_DIR: scratchFolder('post-zips'), OUTBOUND_ALLOWED_HOSTS: '127.0.0.1' })

const noise = { type: 'gaussian', mean: 120, sigma: 30 } as const
const photo = await sharp({
  create: { width: 3_000, height: 2_000, channels: 3, background: '#3070c0', noise },
})
  .jpeg()
  .toBuffer()
let server: Server
let base = ''
beforeAll(async () => {
  await preparePlans()
  server = createServer((request, answer) => {
    if (request.url === '/good.jpg') answer.end(photo)
    else answer.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await closeConnections()
})

const texts = { facebook: 'Hill Street.\n\n• 3 bedrooms', x: 'Hill Street' }

async function postWith({ workspaceId }: WorkspaceContext, picture: object): Promise<string> {
  const id = randomUUID()
  await system()
    .insert(posts)
    .values({ workspaceId, id, title: 'Hill Street: new', texts, status: 'draft', ...picture })
  return id
}

async function unzipped(ctx: WorkspaceContext, id: string) {
  const { name, pieces } = await zipPost(ctx, id, ['127.0.0.1'])
  const bytes: Uint8Array[] = []
  for await (const piece of pieces) bytes.push(piece)
  return { name, files: unzipSync(Buffer.concat(bytes)) }
}
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

test('a post is a ZIP of its texts by network and its photo, large and as JPEG', async () => {
  const ctx = await agency()
  const { name, files } = await unzipped(ctx, await postWith(ctx, { photoUrl: `${base}/good.jpg` }))
  expect(name).toBe('Post Hill Street new.zip')
  expect(Object.keys(files).sort()).toEqual(['facebook.txt', 'picture-1.jpg', 'post.txt', 'x.txt'])
  expect(text(files['facebook.txt'])).toBe(`${texts.facebook}\n`)
  expect(text(files['post.txt'])).toContain('Hill Street: new')
  expect(await sharp(files['picture-1.jpg']).metadata()).toMatchObject({ format: 'jpeg', width: 2_048 })
  expect(await listExports(ctx)).toMatchObject([{ kind: 'post', rows: 1 }])
})

test('the workspace’s own image is in it as it is stored', async () => {
  const ctx = await agency()
  const bytes = new Uint8Array(await sharp(photo).resize(300).png().toBuffer())
  const imageFile = await keepFile(ctx.workspaceId, bytes, 'png')
  const { files } = await unzipped(ctx, await postWith(ctx, { imageFile }))
  expect(Buffer.from(files['picture.png'] ?? []).equals(Buffer.from(bytes))).toBe(true)
})

test('a photo that is gone is left out, and the text says so', async () => {
  const ctx = await agency()
  const { files } = await unzipped(ctx, await postWith(ctx, { photoUrl: `${base}/gone.jpg` }))
  expect(Object.keys(files)).not.toContain('picture-1.jpg')
  expect(text(files['post.txt'])).toMatch(/No picture: .*its server answered 404/)
})

test('R35: another workspace has no ZIP of the post', async () => {
  const [ctx, other] = [await agency(), await agency()]
  const id = await postWith(ctx, {})
  expect(await code(zipPost(other, id))).toBe('not-found')
  expect(await listExports(other)).toEqual([])
})
