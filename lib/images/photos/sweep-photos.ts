import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { imagePhotos, images } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { keepFile, readFile, removeFile } from '@/lib/files/files'

/** How long a photo that no image uses is kept. */
export const UNUSED_PHOTO_DAYS = 7
/** Per sweep; the next one continues. */
const MOST_PHOTOS = 500

type Photo = Pick<typeof imagePhotos.$inferSelect, 'workspaceId' | 'id' | 'fileName'>

const unused = and(
  lt(imagePhotos.createdAt, sql`${marketNow} - make_interval(days => ${UNUSED_PHOTO_DAYS})`),
  sql`not exists (select from ${images} i where i.workspace_id = ${imagePhotos.workspaceId} and i.photo_id = ${imagePhotos.id})`,
)

/** Deletes photos that were uploaded but never used, with their files. Returns how many. */
export async function sweepPhotos(): Promise<number> {
  const { workspaceId, id, fileName } = imagePhotos
  const found = await system()
    .select({ workspaceId, id, fileName })
    .from(imagePhotos)
    .where(unused)
    .orderBy(asc(imagePhotos.createdAt))
    .limit(MOST_PHOTOS)
  let swept = 0
  for (const photo of found) {
    // A photo that cannot be deleted, for example because an image now uses it, does not block the others.
    const gone = await sweep(photo).catch((error) => {
      log.error({ err: error, photo: photo.id }, 'an unused photo could not be deleted')
      return false
    })
    if (gone) swept += 1
  }
  return swept
}

async function sweep({ workspaceId, id, fileName }: Photo): Promise<boolean> {
  const bytes = await readFile(workspaceId, fileName)
  const [gone] = await system()
    .delete(imagePhotos)
    .where(and(eq(imagePhotos.workspaceId, workspaceId), eq(imagePhotos.id, id), unused))
    .returning({ id: imagePhotos.id })
  if (!gone) return false
  await removeFile(workspaceId, fileName)
  // If it was uploaded again in between, the file belongs to the new row. save-photo.ts handles the other order.
  if (bytes && (await isNamed(workspaceId, fileName))) await keepFile(workspaceId, bytes, 'jpg')
  return true
}

async function isNamed(workspaceId: number, fileName: string): Promise<boolean> {
  const [photo] = await system()
    .select({ id: imagePhotos.id })
    .from(imagePhotos)
    .where(and(eq(imagePhotos.workspaceId, workspaceId), eq(imagePhotos.fileName, fileName)))
  return photo !== undefined
}
