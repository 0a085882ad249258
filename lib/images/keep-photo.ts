import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, imagePhotos } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { fileHref, keepFile } from '@/lib/files/files'
import { readPhoto } from './read-photo'
import type { PhotoView } from './views'

/** Keeps a member's own photo for listing images. The same photo again is the one that is there (R12). */
export async function keepPhoto(
  { workspaceId, userId }: WorkspaceContext,
  bytes: Uint8Array,
): Promise<PhotoView> {
  const { jpeg, widthPixels, heightPixels } = await readPhoto(bytes)
  const fileName = await keepFile(workspaceId, jpeg, 'jpg')
  const id = await inWorkspace(workspaceId, async (tx) => {
    const [known] = await tx
      .select({ id: imagePhotos.id })
      .from(imagePhotos)
      .where(and(eq(imagePhotos.workspaceId, workspaceId), eq(imagePhotos.fileName, fileName)))
    if (known) return known.id
    const fresh = randomUUID()
    const row = { workspaceId, id: fresh, fileName, widthPixels, heightPixels, createdBy: userId }
    await tx.insert(imagePhotos).values(row)
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'image.photo', detail: { id: fresh } })
    return fresh
  })
  return { id, href: fileHref(fileName), widthPixels, heightPixels }
}

/** A photo of this very workspace (R35). @throws Refusal `not-found` */
export async function findPhoto(
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  id: string,
): Promise<{ fileName: string }> {
  const [photo] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ fileName: imagePhotos.fileName })
      .from(imagePhotos)
      .where(and(eq(imagePhotos.workspaceId, workspaceId), eq(imagePhotos.id, id))),
  )
  if (!photo) throw notFound('photo')
  return photo
}
