import { and, asc, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { creditHolds, images, users } from '@/db/schema'
import { formats, ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { fileHref } from '@/lib/files/files'
import { captionVersion } from './caption-version'
import { isImage } from './settle-image'
import type { ImageStatus, ImageVersion, ImageView } from './views'

/** More of one brief are not shown; nobody compares more side by side. */
const MOST_VERSIONS = 100

/** An image among its versions, each with the entry that paid for it (R10). */
export async function getImage({ workspaceId }: WorkspaceContext, id: string): Promise<ImageView> {
  const rows = await inWorkspace(workspaceId, async (tx) => {
    const [wanted] = await tx.select({ rootId: images.rootId }).from(images).where(isImage(workspaceId, id))
    if (!wanted) return []
    return tx
      .select({ image: images, name: users.name, email: users.email, hold: creditHolds })
      .from(images)
      .innerJoin(users, eq(users.id, images.createdBy))
      .leftJoin(
        creditHolds,
        and(eq(creditHolds.workspaceId, images.workspaceId), eq(creditHolds.id, images.holdId)),
      )
      .where(and(eq(images.workspaceId, workspaceId), eq(images.rootId, wanted.rootId)))
      .orderBy(asc(images.createdAt), asc(images.id))
      .limit(MOST_VERSIONS)
  })
  const rowOf = new Map(rows.map(({ image }) => [image.id, image]))
  const versions = rows.map(
    ({ image, name, email, hold }, i): ImageVersion => ({
      id: image.id,
      title: image.title,
      action: image.action,
      status: image.status,
      progressPercent: image.progressPercent,
      createdAt: image.createdAt.toISOString(),
      format: ListingFacts.parse(image.brief).format,
      href: image.fileName ? fileHref(image.fileName) : null,
      number: i + 1,
      parentId: image.parentId,
      instruction: image.instruction,
      ...captionVersion(image, rowOf.get(image.parentId ?? '')),
      onPhoto: image.photoId !== null,
      createdBy: name || email,
      model: image.model,
      failure: image.failure,
      givenBackFor: image.givenBackFor,
      paid: hold && hold.entrySeq > 0 ? { credits: hold.captured, entrySeq: hold.entrySeq } : null,
    }),
  )
  const shown = versions.find((version) => version.id === id)
  if (!shown) throw notFound('image')
  const { width, height } = formats[shown.format]
  const brief = ListingFacts.parse(rowOf.get(id)?.brief)
  return { shown, brief, versions, widthPixels: width, heightPixels: height }
}

/** The little that a page which waits for it needs. */
export async function imageProgress(
  { workspaceId }: WorkspaceContext,
  id: string,
): Promise<{ status: ImageStatus; progressPercent: number }> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ status: images.status, progressPercent: images.progressPercent })
      .from(images)
      .where(isImage(workspaceId, id)),
  )
  if (!found) throw notFound('image')
  return found
}
