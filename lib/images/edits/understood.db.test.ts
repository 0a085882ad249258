import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { type ChosenImageModel, imageModel } from '@/lib/ai/image-model'
import { isRefusal } from '@/lib/core/errors'
import { localDisk } from '@/lib/files/local-disk'
import { stopJobQueue } from '@/lib/jobs/queue'
import { getImage } from '../get-image'
import { makeImage } from '../make-image'
import { editImage, generateImage, regenerateImage } from '../request-image'
import { agency, balance, imageInput, prepareCatalog } from '../testing'

const folder = await mkdtemp(join(tmpdir(), 'understood-'))
const painter = imageModel({})

beforeAll(async () => {
  Object.assign(globalThis, { marketTrakFiles: localDisk(folder) })
  await prepareCatalog()
})
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
  await rm(folder, { recursive: true, force: true })
})

/** Why a request was refused, and the gaps that its form can agree to. */
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) =>
      isRefusal(error)
        ? { code: error.code, gaps: error.details.agreedGaps, message: error.publicMessage }
        : error,
  )

async function madeImage() {
  const ctx = await agency()
  const { id } = await generateImage(ctx, imageInput(), true)
  await makeImage({ ...ctx, id }, { model: painter })
  return { ctx, id, left: (await balance(ctx)).left }
}

test('R7, R13: a partly understood edit asks first for free, and once agreed, does and captions only what it can', async () => {
  const { ctx, id, left } = await madeImage()
  const change = {
    id: randomUUID(),
    parentId: id,
    quotedCredits: 5,
    instruction: 'paint the front door red and add a pool',
  }
  expect(await refusal(editImage(ctx, change, true))).toEqual({
    code: 'image.partly-understood',
    gaps: 'add a pool',
    message:
      'We’ll do: front door red. We can’t: add a pool. Nothing was charged yet. Continue without it, or change the wording.',
  })
  // Agreeing to something else is not agreeing to this.
  expect(await refusal(editImage(ctx, { ...change, agreedGaps: 'add a garage' }, true))).toMatchObject({
    code: 'image.partly-understood',
  })
  expect(await balance(ctx)).toMatchObject({ left, held: 0 })
  const agreed = { ...change, agreedGaps: 'add a pool' }
  await Promise.all([editImage(ctx, agreed, true), editImage(ctx, agreed, true)])
  await makeImage({ ...ctx, id: change.id }, { model: painter })
  const { shown } = await getImage(ctx, change.id)
  expect(shown).toMatchObject({ changes: ['front door red'], leftOut: ['add a pool'], paid: { credits: 5 } })
  expect(await balance(ctx)).toMatchObject({ left: left - 5, held: 0 })
})

test('R13: an edit that is not understood is refused for free', async () => {
  const { ctx, id, left } = await madeImage()
  const change = { id: randomUUID(), parentId: id, quotedCredits: 5, instruction: 'add a pool' }
  for (const agreedGaps of [undefined, 'add a pool'])
    expect(await refusal(editImage(ctx, { ...change, agreedGaps }, true))).toMatchObject({
      code: 'image.not-understood',
      message: expect.stringMatching(/^We can’t: add a pool\. Nothing was charged\./),
    })
  expect(await balance(ctx)).toMatchObject({ left, held: 0 })
})

test('R7, R13: a brief that cannot be drawn completely asks first, and regenerating names the gap again', async () => {
  const ctx = await agency()
  const before = await balance(ctx)
  const brief = { ...imageInput(), wish: 'a modern home at dusk with snowy mountains' }
  expect(await refusal(generateImage(ctx, brief, true))).toMatchObject({
    code: 'image.partly-understood',
    gaps: 'snowy mountains',
  })
  expect(await balance(ctx)).toEqual(before)
  await generateImage(ctx, { ...brief, agreedGaps: 'snowy mountains' }, true)
  await makeImage({ ...ctx, id: brief.id }, { model: painter })
  expect((await getImage(ctx, brief.id)).shown.leftOut).toEqual(['snowy mountains'])
  const again = await regenerateImage(ctx, { id: randomUUID(), parentId: brief.id, quotedCredits: 10 })
  await makeImage({ ...ctx, id: again.id }, { model: painter })
  const { shown } = await getImage(ctx, again.id)
  expect(shown.leftOut).toEqual(['snowy mountains'])
  expect(shown.changes).toEqual([expect.stringMatching(/ layout$/)])
})

test('R7: with a provider’s model the caption claims nothing, because the result is not checked', async () => {
  const { ctx, id, left } = await madeImage()
  const picture = await noisy()
  const doGenerate: ChosenImageModel['model']['doGenerate'] = async () => ({
    images: [picture],
    warnings: [],
    response: { timestamp: new Date(), modelId: 'painter', headers: undefined },
  })
  const provider: ChosenImageModel = {
    model: { ...painter.model, doGenerate },
    label: 'painter',
    builtIn: false,
  }
  const change = { id: randomUUID(), parentId: id, quotedCredits: 5, instruction: 'add a pool, badge: Sold' }
  await editImage(ctx, change, false)
  await makeImage({ ...ctx, id: change.id }, { model: provider })
  const { shown, brief } = await getImage(ctx, change.id)
  expect(shown).toMatchObject({ status: 'ready', changes: null, leftOut: [], paid: { credits: 5 } })
  // The brief is up to date for later versions.
  expect(brief.badge).toBe('Sold')
  expect(await balance(ctx)).toMatchObject({ left: left - 5, held: 0 })
})

const noisy = () =>
  sharp({
    create: {
      width: 64,
      height: 64,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer()
