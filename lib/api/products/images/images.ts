import type { z } from 'zod'
import { fileHeaders } from '@/lib/core/text/attachment'
import { downloadImage as download } from '@/lib/images/download-image'
import { getImage as findImage } from '@/lib/images/get-image'
import { imageWork } from '@/lib/images/image-work'
import { listImages as list } from '@/lib/images/list-images'
import { savePhoto } from '@/lib/images/photos/save-photo'
import { editImage as edit, generateImage, regenerateImage as regenerate } from '@/lib/images/request-image'
import type { ImageVersion } from '@/lib/images/views'
import { cancelWork } from '@/lib/paid-work/settle'
import type { ApiContext } from '../../keys/authenticate'
import type { WorkListInput } from '../parts'
import { asRequest, requestId, workOf } from '../requests'
import type { imageOperations } from './operations'

type InputOf<Name extends keyof typeof imageOperations> = z.output<(typeof imageOperations)[Name]['input']>
type ById = { id: string }

export async function createImage(
  ctx: ApiContext,
  { photoId = undefined, ...fields }: InputOf<'createImage'>,
  idempotencyKey: string,
) {
  const id = requestId(ctx, idempotencyKey)
  await asRequest(generateImage(ctx, { ...fields, id, photoId: photoId ?? null }))
  return getImage(ctx, { id })
}

export async function regenerateImage(
  ctx: ApiContext,
  { id: parentId, quotedCredits }: InputOf<'regenerateImage'>,
  idempotencyKey: string,
) {
  const id = requestId(ctx, idempotencyKey)
  await asRequest(regenerate(ctx, { id, parentId, quotedCredits }))
  return getImage(ctx, { id })
}

export async function editImage(
  ctx: ApiContext,
  { id: parentId, ...fields }: InputOf<'editImage'>,
  idempotencyKey: string,
) {
  const id = requestId(ctx, idempotencyKey)
  await asRequest(edit(ctx, { ...fields, id, parentId }))
  return getImage(ctx, { id })
}

export async function getImage(ctx: ApiContext, { id }: ById) {
  const { shown, versions, widthPixels, heightPixels } = await findImage(ctx, id)
  return { image: versionOf(shown), versions: versions.map(versionOf), widthPixels, heightPixels }
}

function versionOf(version: ImageVersion) {
  const { title, action, format, number, parentId, instruction, changes, leftOut, onPhoto, model } = version
  return {
    ...workOf(version, '/images'),
    ...{ title, action, format, number, parentId, instruction, changes, leftOut, onPhoto, model },
  }
}

export async function listImages(ctx: ApiContext, query: z.output<typeof WorkListInput>) {
  const { rows, nextBefore } = await list(ctx, query)
  return { items: rows.map(({ href: _, ...row }) => row), nextBefore }
}

export async function cancelImage(ctx: ApiContext, { id }: ById) {
  await cancelWork(imageWork, ctx, { id })
  return getImage(ctx, { id })
}

export async function downloadImage(ctx: ApiContext, input: InputOf<'downloadImage'>): Promise<Response> {
  const { bytes, mediaType, fileName } = await download(ctx, input)
  return new Response(Buffer.from(bytes), { headers: fileHeaders(fileName, mediaType) })
}

export async function uploadPhoto(ctx: ApiContext, bytes: Uint8Array) {
  const { id, widthPixels, heightPixels } = await savePhoto(ctx, bytes)
  return { id, widthPixels, heightPixels }
}
