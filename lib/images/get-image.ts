import { eq } from 'drizzle-orm'
import { images } from '@/db/schema'
import { formats, ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { fileHref } from '@/lib/files/files'
import { requireWork } from '@/lib/paid-work/rows'
import { findViews } from '@/lib/paid-work/view'
import { captionVersion } from './edits/caption-version'
import { imageWork } from './image-work'
import type { ImageVersion, ImageView } from './views'

/** More versions of one brief are not shown. */
const MOST_VERSIONS = 100

/** An image among its versions, each with the entry that paid for it (R10). @throws Refusal `not-found` */
export async function getImage({ workspaceId }: WorkspaceContext, id: string): Promise<ImageView> {
  const { rootId } = await requireWork(imageWork, workspaceId, id)
  const found = await findViews(imageWork, workspaceId, eq(images.rootId, rootId), MOST_VERSIONS)
  const rowOf = new Map(found.map(({ row }) => [row.id, row]))
  const versions = found.map(({ row, view }, i): ImageVersion => {
    const { title, action, brief, fileName, parentId, instruction, photoId, labeled, model } = row
    return {
      ...view,
      title,
      action,
      format: ListingFacts.parse(brief).format,
      href: fileName ? fileHref(fileName) : null,
      number: i + 1,
      parentId,
      instruction,
      ...captionVersion(row, rowOf.get(parentId ?? '')),
      onPhoto: photoId !== null,
      labeledPhotoId: labeled ? photoId : null,
      model,
    }
  })
  const shown = versions.find((version) => version.id === id)
  if (!shown) throw notFound('image')
  const { width, height } = formats[shown.format]
  const brief = ListingFacts.parse(rowOf.get(id)?.brief)
  return { shown, brief, versions, widthPixels: width, heightPixels: height }
}
