import { inWorkspace } from '@/db/client'
import { images } from '@/db/schema'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkspaceContext } from '@/lib/core/context'
import { fileHref } from '@/lib/files/files'
import { pageOf, toPage, type WorkPage, type WorkQuery } from '@/lib/paid-work/list'
import type { ImageRow } from './views'

/** The workspace's images, every version one, newest first. The search looks in the headline. */
export async function listImages(
  { workspaceId }: WorkspaceContext,
  query: WorkQuery,
): Promise<WorkPage<ImageRow>> {
  const { id, title, action, status, progressPercent, createdAt, brief, fileName } = images
  const { where, orderBy, limit } = pageOf(images, workspaceId, query, [title])
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ id, title, action, status, progressPercent, createdAt, brief, fileName })
      .from(images)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit),
  )
  const shown = rows.map(({ brief: stored, fileName: file, ...row }) => ({
    ...row,
    format: ListingFacts.parse(stored).format,
    href: file ? fileHref(file) : null,
  }))
  return toPage(shown, query)
}
