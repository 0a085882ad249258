import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, imagePhotos } from '@/db/schema'
import { authorOf, type WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { fileHref, keepFile, readFile } from '@/lib/files/files'
import type { PhotoView } from '../views'
import { readPhoto } from './read-photo'

/** Stores a member's photo for listing images. Uploading the same photo again returns the stored one (R12). */
export async function savePhoto(ctx: WorkspaceContext, bytes: Uint8Array): Promise<PhotoView> {
  const { workspaceId, userId } = ctx
  const { jpeg, widthPixels, heightPixels } = await readPhoto(workspaceId, bytes)
  const fileName = await keepFile(workspaceId, jpeg, 'jpg')
  const id = await inWorkspace(workspaceId, async (tx) => {
    // Uploading it again resets its age, so that the sweep does not delete it while a form uses it.
    const [known] = await tx
      .update(imagePhotos)
      .set({ createdAt: marketNow })
      .where(and(eq(imagePhotos.workspaceId, workspaceId), eq(imagePhotos.fileName, fileName)))
      .returning({ id: imagePhotos.id })
    if (known) return known.id
    const fresh = randomUUID()
    const row = { workspaceId, id: fresh, fileName, widthPixels, heightPixels, createdBy: authorOf(ctx) }
    await tx.insert(imagePhotos).values(row)
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'image.photo', detail: { id: fresh } })
    return fresh
  })
  // A concurrent sweep of the same photo may have deleted the file before this row was inserted.
  if (!(await readFile(workspaceId, fileName))) await keepFile(workspaceId, jpeg, 'jpg')
  return { id, href: fileHref(fileName), widthPixels, heightPixels }
}

/** A photo of this workspace (R35). @throws Refusal `not-found` */
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
