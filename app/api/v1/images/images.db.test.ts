import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { makeImage } from '@/lib/images/make-image'
import { agency, balance } from '@/lib/metering/testing'
import { clientOf, refusal } from '../testing'
import { entriesOf, image, prepareWork } from '../testing-work'

prepareWork()

describe('images by API', () => {
  test('R7: a version is regenerated for 10 and edited for 5 credits, and each is downloaded', async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    const call = await clientOf(ctx)
    const { id } = (await call('createImage', { body: image })).body.image
    const edit = { instruction: 'paint the front door red', quotedCredits: 5 }
    expect(refusal(await call('editImage', { id, body: edit }))).toEqual([409, 'image.unfinished'])
    await makeImage({ workspaceId, id })
    const edited = (await call('editImage', { id, body: edit })).body.image
    expect(edited).toMatchObject({ parentId: id, number: 2, instruction: edit.instruction })
    await makeImage({ workspaceId, id: edited.id })
    const other = (await call('regenerateImage', { id, body: { quotedCredits: 10 } })).body.image
    await makeImage({ workspaceId, id: other.id })
    expect((await entriesOf(ctx)).map(({ amount }) => amount)).toEqual([-20, -5, -10])
    const { versions, widthPixels } = (await call('getImage', { id })).body
    expect(versions.map(({ status }: { status: string }) => status)).toEqual(['ready', 'ready', 'ready'])
    for (const as of ['png', 'jpeg', 'webp']) {
      const file = await call('downloadImage', { id: edited.id, query: { as } })
      expect(file.headers.get('content-type')).toBe(`image/${as}`)
      expect((await sharp(file.bytes).metadata()).width).toBe(widthPixels)
    }
    expect((await call('downloadImage', { id, query: { as: 'gif' } })).status).toBe(400)
  })

  test('what cannot be drawn is refused until it is agreed to, before anything is charged', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const wish = { ...image, wish: 'a modern home with a helicopter on the roof' }
    const asked = await call('createImage', { body: wish })
    expect(refusal(asked)).toEqual([409, 'image.partly-understood'])
    expect(await balance(ctx)).toMatchObject({ held: 0 })
    const agreed = await call('createImage', { body: { ...wish, agreedGaps: asked.body.agreedGaps } })
    expect(agreed.status).toBe(202)
  })

  test('R35: a photo is uploaded once and used; a photo of another workspace is not found', async () => {
    const ctx = await agency()
    const call = await clientOf(ctx)
    const photo = { create: { width: 800, height: 600, channels: 3, background: '#557755' } } as const
    const bytes = await sharp(photo).jpeg().toBuffer()
    const first = await call('uploadPhoto', { bytes })
    expect(first).toMatchObject({ status: 201, body: { widthPixels: 800, heightPixels: 600 } })
    expect((await call('uploadPhoto', { bytes })).body.id).toBe(first.body.id)
    const onPhoto = { ...image, wish: '', photoId: first.body.id }
    const { id } = (await call('createImage', { body: onPhoto })).body.image
    await makeImage({ workspaceId: ctx.workspaceId, id })
    expect((await call('getImage', { id })).body.image).toMatchObject({ status: 'ready', onPhoto: true })
    const elsewhere = await clientOf(await agency())
    expect(refusal(await elsewhere('createImage', { body: onPhoto }))).toEqual([404, 'not-found'])
    expect((await call('uploadPhoto', { bytes: Buffer.from('no photo') })).status).toBe(409)
    expect((await call('uploadPhoto', { bytes: Buffer.alloc(13_000_000) })).status).toBe(413)
  })
})
