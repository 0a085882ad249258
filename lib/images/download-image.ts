import { inWorkspace } from '@/db/client'
import { images } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { downloadName } from '@/lib/core/text/attachment'
import { readFile } from '@/lib/files/files'
import { openOwnPicture } from '@/lib/files/pictures'
import { isShown } from '@/lib/paid-work/rows'

export const downloadFormats = ['png', 'jpeg', 'webp'] as const
type DownloadFormat = (typeof downloadFormats)[number]

const QUALITY = 90

/** A finished image as PNG, JPEG or WebP, named for its headline. @throws Refusal `not-found` */
export async function downloadImage(
  { workspaceId }: WorkspaceContext,
  { id, as }: { id: string; as: DownloadFormat },
): Promise<{ bytes: Uint8Array; mediaType: string; fileName: string }> {
  const [image] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ title: images.title, fileName: images.fileName })
      .from(images)
      .where(isShown(images, workspaceId, id)),
  )
  const png = image?.fileName ? await readFile(workspaceId, image.fileName) : null
  if (!image || !png) throw notFound('image')
  const bytes = as === 'png' ? png : await openOwnPicture(png).toFormat(as, { quality: QUALITY }).toBuffer()
  const fileName = downloadName(image.title || 'Listing image', as === 'jpeg' ? 'jpg' : as)
  return { bytes, mediaType: `image/${as}`, fileName }
}
