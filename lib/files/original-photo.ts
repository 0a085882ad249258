import { and, eq, isNull } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { imagePhotos, images, workspaces } from '@/db/schema'
import { isSignature, signatureOf } from '@/lib/core/clients/signature'
import { notFound } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { readFile } from './files'

/**
 * Public links to the original of an altered photo (R46). The link is derived from the photo's id and signed, so it stays the
 * same for as long as something we published refers to it.
 */

const PURPOSE = 'original-photo'
const TOKEN = /^(\d{1,9})\.([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})\.([\w-]{43})$/

const signed = (workspaceId: number, photoId: string) => `${workspaceId}:${photoId}`

const originalPhotoToken = (workspaceId: number, photoId: string): string =>
  `${workspaceId}.${photoId}.${signatureOf(PURPOSE, signed(workspaceId, photoId))}`

export const originalPhotoUrl = (workspaceId: number, photoId: string): string =>
  `${env().APP_URL}/shared/photos/${originalPhotoToken(workspaceId, photoId)}`

export type OriginalPhoto = {
  workspaceId: number
  agencyName: string
  fileName: string
  widthPixels: number
  heightPixels: number
}

/**
 * The photo of a link. Only photos with a labeled image are public: other uploads of the workspace are not.
 * @throws Refusal `not-found`: the link is incomplete, or nothing public shows the photo. We do not reveal which.
 */
export async function readOriginalPhoto(token: string): Promise<OriginalPhoto> {
  const [, workspace, photoId, signature] = TOKEN.exec(token) ?? []
  const workspaceId = Number(workspace)
  if (!photoId || !signature || !isSignature(signature, PURPOSE, signed(workspaceId, photoId)))
    throw notFound('photo')
  const [photo] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        agencyName: workspaces.name,
        fileName: imagePhotos.fileName,
        widthPixels: imagePhotos.widthPixels,
        heightPixels: imagePhotos.heightPixels,
      })
      .from(imagePhotos)
      .innerJoin(workspaces, eq(workspaces.id, imagePhotos.workspaceId))
      .innerJoin(
        images,
        and(
          eq(images.workspaceId, imagePhotos.workspaceId),
          eq(images.photoId, imagePhotos.id),
          eq(images.labeled, true),
          eq(images.status, 'ready'),
        ),
      )
      .where(
        and(
          eq(imagePhotos.workspaceId, workspaceId),
          eq(imagePhotos.id, photoId),
          isNull(workspaces.deletedAt),
        ),
      )
      .limit(1),
  )
  if (!photo) throw notFound('photo')
  return { workspaceId, ...photo }
}

/** The bytes of an original photo, as JPEG. @throws Refusal `not-found` */
export async function originalPhotoBytes({ workspaceId, fileName }: OriginalPhoto): Promise<Uint8Array> {
  const bytes = await readFile(workspaceId, fileName)
  if (!bytes) throw notFound('photo')
  return bytes
}

/** The link to the original of a labeled image, by the image's file. Null when the image shows no altered photo. */
export async function originalOfImage(
  tx: Queryable,
  workspaceId: number,
  imageFile: string | null,
): Promise<string | null> {
  if (!imageFile) return null
  const [image] = await tx
    .select({ photoId: images.photoId })
    .from(images)
    .where(and(eq(images.workspaceId, workspaceId), eq(images.fileName, imageFile), eq(images.labeled, true)))
    .limit(1)
  return image?.photoId ? originalPhotoUrl(workspaceId, image.photoId) : null
}
