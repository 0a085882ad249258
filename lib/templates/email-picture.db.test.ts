import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import { workspaces } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { keepFile, readFile } from '@/lib/files/files'
import { agency, preparePlans } from '@/lib/metering/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { emailPictureUrl, keepEmailPicture, openEmailPicture } from './email-picture'

setTestEnv({ FILES_DIR: scratchFolder('email-pictures') })
beforeAll(preparePlans)
afterAll(closeConnections)

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3070c0' } })
    .withExif({ IFD0: { Copyright: 'Owner' } })
    .png()
    .toBuffer()

const tokenOf = (workspaceId: number, name: string) =>
  emailPictureUrl(workspaceId, name).split('/').at(-1) ?? ''
const bytesOf = async (token: string) => {
  const { stream } = await openEmailPicture(token)
  return Buffer.from(await new Response(stream).arrayBuffer())
}

test('R41: a picture is stored as a small JPEG without metadata, once', async () => {
  const { workspaceId } = await agency()
  const bytes = await photo(3_000, 2_000)
  const { name } = await keepEmailPicture(workspaceId, bytes)
  expect(await keepEmailPicture(workspaceId, bytes)).toEqual({ name })
  const stored = sharp((await readFile(workspaceId, name)) ?? undefined)
  const { format, width, exif } = await stored.metadata()
  expect({ format, width, exif }).toEqual({ format: 'jpeg', width: 1_120, exif: undefined })
  expect(await code(keepEmailPicture(workspaceId, Buffer.from('<svg/>')))).toBe('picture.unreadable')
})

test('R35: an address opens the picture without a session, and nothing else', async () => {
  const [one, other] = [await agency(), await agency()]
  const { name } = await keepEmailPicture(one.workspaceId, await photo(300, 200))
  const token = tokenOf(one.workspaceId, name)
  expect((await bytesOf(token)).subarray(0, 3).toString('hex')).toBe('ffd8ff')
  // Another workspace's number, another file, and a changed signature.
  const secret = await keepFile(one.workspaceId, Buffer.from('a,b'), 'csv')
  const hidden = await keepFile(
    one.workspaceId,
    await sharp(await photo(9, 9))
      .jpeg()
      .toBuffer(),
    'jpg',
  )
  for (const wrong of [
    token.replace(/^\d+/, String(other.workspaceId)),
    token.replace(name, hidden),
    token.replace(name, secret),
    tokenOf(other.workspaceId, name),
    `${token}x`,
    token.replace(/\.(.)/, '.x'),
    '',
  ])
    expect(await code(openEmailPicture(wrong))).toBe('not-found')
})

test('R45: pictures of a deleted workspace are not shown', async () => {
  const { workspaceId } = await agency()
  const { name } = await keepEmailPicture(workspaceId, await photo(300, 200))
  await system().update(workspaces).set({ deletedAt: new Date() }).where(eq(workspaces.id, workspaceId))
  expect(await code(openEmailPicture(tokenOf(workspaceId, name)))).toBe('not-found')
})
